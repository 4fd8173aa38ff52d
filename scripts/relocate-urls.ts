import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import type { Plugin } from 'esbuild';

/** How the backend names files beside it: workers, migrations, resources. */
const FILE_URL = /new URL\('(\.[^']*)', import\.meta\.url\)/g;

export interface RelocateOptions {
  root: string;
  outFolder: string;
  /** Folders that are copied beside the bundle: where they are now → how the bundle finds them. */
  copied: Record<string, string>;
}

/** Rewrites those addresses, since a bundle lies in another folder than its sources. */
export function relocateUrls({ root, outFolder, copied }: RelocateOptions): Plugin {
  return {
    name: 'relocate-urls',
    setup(build) {
      build.onLoad({ filter: /[\\/]electron[\\/].*\.ts$/ }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        const contents = source.replace(FILE_URL, (_whole, address: string) => {
          const target = resolve(dirname(path), address);
          return `new URL('${relocate(target)}', import.meta.url)`;
        });
        return { contents, loader: 'ts' };
      });
    },
  };

  function relocate(target: string): string {
    const beside = copied[target];
    if (beside) return beside;
    if (extname(target) === '.ts') return `./${basename(target, '.ts')}.js`;
    if (target.startsWith(resolve(root, 'electron')))
      throw new Error(`${target} is not copied beside the bundle.`);
    return relative(outFolder, target).replaceAll('\\', '/');
  }
}

/** Every module that is started as a worker: they are called so. */
export function findWorkers(folder: string): { name: string; file: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('-worker.ts'))
    .map((name) => ({ name: basename(name, '.ts'), file: join(folder, name) }));
}
