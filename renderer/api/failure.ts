import { ORPCError } from '@orpc/client';
import type { Problem } from '#shared/domain/problem.ts';

/** Why a call did not do what it should, by what can be done about it. */
export type Failure =
  | { kind: 'userProblem'; code: string; message: string; problems: Problem[] }
  | { kind: 'cancelled'; message: string }
  | { kind: 'unavailable'; message: string }
  | { kind: 'bug'; code: string; message: string };

/** Turns whatever a call threw into a failure that can be shown. */
export function toFailure(thrown: unknown): Failure {
  if (isAbort(thrown)) return { kind: 'cancelled', message: 'Cancelled.' };
  if (thrown instanceof ORPCError) return fromCallError(thrown as ORPCError<string, unknown>);
  if (thrown instanceof TypeError && /fetch|network|load/i.test(thrown.message)) {
    return {
      kind: 'unavailable',
      message: 'Headroom’s background process does not answer. Check that it still runs, then try again.',
    };
  }
  return { kind: 'bug', code: 'page', message: thrown instanceof Error ? thrown.message : String(thrown) };
}

function fromCallError({ code, message, data }: ORPCError<string, unknown>): Failure {
  switch (code) {
    case 'userProblem': {
      const { code: problemCode, problems } = data as { code: string; problems: Problem[] };
      return { kind: 'userProblem', code: problemCode, message, problems };
    }
    case 'cancelled':
      return { kind: 'cancelled', message };
    case 'unavailable':
      return { kind: 'unavailable', message };
    default:
      return { kind: 'bug', code: (data as { code?: string } | undefined)?.code ?? code, message };
  }
}

const isAbort = (thrown: unknown): boolean =>
  typeof thrown === 'object' && thrown !== null && (thrown as { name?: unknown }).name === 'AbortError';
