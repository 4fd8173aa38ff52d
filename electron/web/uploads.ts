import type { IncomingMessage } from 'node:http';
import { Transform } from 'node:stream';
import { UserProblem } from '#backend/problems.ts';

/** Throws `file-too-large` before anything is read when the request announces too much. */
export function refuseLarge(request: IncomingMessage, limitBytes: number): void {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw tooLarge(limitBytes);
}

/** Passes bytes on and fails with `file-too-large` beyond the limit, whatever was announced. */
export function createSizeGuard(limitBytes: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > limitBytes) done(tooLarge(limitBytes));
      else done(null, chunk);
    },
  });
}

function tooLarge(limitBytes: number): UserProblem {
  const gibibytes = (limitBytes / 2 ** 30).toFixed(1);
  return new UserProblem(
    'file-too-large',
    `The file is larger than ${gibibytes}\u00a0GiB, the most the window takes. Import it with "headroom import" instead.`,
  );
}
