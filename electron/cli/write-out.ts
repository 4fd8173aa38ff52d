import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { UserProblem } from '#backend/problems.ts';
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
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT') throw asStorageProblem(error);
    throw new UserProblem('file-not-writable', `"${path}" cannot be written: ${message}.`);
  }
  return target;
}
