import { createWriteStream, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UserProblem } from './problems.ts';
import { asStorageProblem } from './storage/storage-problems.ts';

interface StagedFile {
  path: string;
  /** As the user knows it. */
  name: string;
}

export interface Staging {
  /** Registers a file where it lies; it is only read. */
  addPath(path: string): string;
  /** Copies a stream into the staging folder, in constant memory. */
  addStream(name: string, stream: Readable, signal?: AbortSignal): Promise<string>;
  /** Throws `file-not-staged`. */
  get(staged: string): StagedFile;
  /** Removes every copy. */
  close(): void;
}

/** Files waiting to be imported. Each process has a folder of its own; those of dead ones are swept. */
export function createStaging(workspace: string): Staging {
  const root = join(workspace, 'staging');
  const own = join(root, `${process.pid}-${randomUUID().slice(0, 8)}`);
  const files = new Map<string, StagedFile>();
  sweep(root);

  function register(file: StagedFile): string {
    const staged = randomUUID();
    files.set(staged, file);
    return staged;
  }

  return {
    addPath: (path) => register({ path, name: basename(path) }),
    async addStream(name, stream, signal) {
      mkdirSync(own, { recursive: true });
      const path = join(own, randomUUID());
      try {
        await pipeline(stream, createWriteStream(path), { signal });
      } catch (error) {
        rmSync(path, { force: true });
        throw asStorageProblem(error);
      }
      return register({ path, name: basename(name) });
    },
    get(staged) {
      const file = files.get(staged);
      if (file) return file;
      throw new UserProblem('file-not-staged', 'The file is no longer at hand. Choose it again.');
    },
    close() {
      rmSync(own, { recursive: true, force: true });
      files.clear();
    },
  };
}

function sweep(root: string): void {
  mkdirSync(root, { recursive: true });
  for (const entry of readdirSync(root)) {
    if (!isAlive(Number.parseInt(entry, 10))) rmSync(join(root, entry), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}
