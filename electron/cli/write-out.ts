import { access, constants, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { UserProblem } from '#backend/problems.ts';
import { systemWords } from '#backend/system-words.ts';
import { asStorageProblem } from '#backend/storage/storage-problems.ts';

/** Writes the whole file or nothing: into a neighbour first, then in one step to its name. */
export async function writeOut(path: string, content: string | Uint8Array): Promise<string> {
  const target = resolve(path);
  const draft = join(dirname(target), `.${basename(target)}.${process.pid}.part`);
  try {
    await writeFile(draft, content);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT') throw asStorageProblem(error);
    throw refuse(path, target, error);
  }
  return target;
}

/** Throws at once where the file could not be written, before minutes of work are lost on it. */
export async function refuseUnwritable(path: string | undefined): Promise<void> {
  if (path === undefined) return;
  const target = resolve(path);
  await access(dirname(target), constants.W_OK).catch((error: unknown) => {
    throw refuse(path, target, error);
  });
}

function refuse(path: string, target: string, error: unknown): UserProblem {
  const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
  const reason = isMissing ? `there is no folder "${dirname(target)}"` : systemWords(error);
  return new UserProblem(
    'file-not-writable',
    `"${path}" cannot be written: ${reason}. ${isMissing ? 'Make it first' : 'Change that'}, or choose another place with --out.`,
  );
}
