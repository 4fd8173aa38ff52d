import { cpSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as esbuild from 'esbuild';
import * as vite from 'vite';
import { findWorkers, relocateUrls } from './relocate-urls.ts';

const ROOT = resolve(import.meta.dirname, '..');
const PAGE = join(ROOT, 'dist/renderer');
const DESKTOP = join(ROOT, 'dist/desktop');
const MIGRATIONS = join(ROOT, 'electron/backend/storage/migrations');

/** Builds the page into dist/renderer, unless it is newer than all it is made from. */
export async function buildPage({ force = false } = {}): Promise<'built' | 'upToDate'> {
  const sources = ['renderer', 'shared', 'vite.config.ts', 'package-lock.json'].map((name) =>
    join(ROOT, name),
  );
  const builtAt = modifiedAt(join(PAGE, 'index.html'));
  if (!force && builtAt > Math.max(...sources.map(newestIn))) return 'upToDate';
  const draft = `${PAGE}-${process.pid}`;
  await vite.build({
    configFile: join(ROOT, 'vite.config.ts'),
    root: join(ROOT, 'renderer'),
    logLevel: 'error',
    build: { outDir: draft },
  });
  putInPlace(draft, PAGE);
  return 'built';
}

/**
 * Bundles the desktop shell, the backend and its workers into dist/desktop. Packages with binaries or
 * files of their own stay outside and are packed as they are.
 */
export async function buildDesktop(): Promise<void> {
  const draft = `${DESKTOP}-${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  const common: esbuild.BuildOptions = {
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    target: 'node24',
    packages: 'external',
    outdir: draft,
    sourcemap: true,
    logLevel: 'warning',
    plugins: [relocateUrls({ root: ROOT, outFolder: draft, copied: { [MIGRATIONS]: './migrations/' } })],
  };
  const workers = findWorkers(join(ROOT, 'electron/backend'));
  await esbuild.build({
    ...common,
    entryPoints: {
      main: 'electron/desktop/main.ts',
      backend: 'electron/desktop/backend.ts',
      ...Object.fromEntries(workers.map(({ name, file }) => [name, file])),
    },
    format: 'esm',
  });
  // A sandboxed preload script must be CommonJS.
  await esbuild.build({
    ...common,
    entryPoints: { preload: 'electron/desktop/preload.ts' },
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
  });
  cpSync(MIGRATIONS, join(draft, 'migrations'), { recursive: true });
  putInPlace(draft, DESKTOP);
}

/** What is built beside takes the old one's place at the end: who uses the old one meanwhile finds it whole. */
function putInPlace(draft: string, target: string): void {
  for (;;) {
    rmSync(target, { recursive: true, force: true });
    try {
      return renameSync(draft, target);
    } catch (error) {
      // Another build was put there in between.
      if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error;
    }
  }
}

/** Milliseconds; 0 when there is no such file. */
function modifiedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newestIn(path: string): number {
  const facts = statSync(path);
  if (!facts.isDirectory()) return facts.mtimeMs;
  return Math.max(facts.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}

if (import.meta.main) {
  console.log('Building the page …');
  await buildPage({ force: true });
  console.log('Bundling the desktop shell …');
  await buildDesktop();
}
