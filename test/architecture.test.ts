import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';

const PROBE = 'layer-probe.ts';
const probes: string[] = [];

afterEach(() => probes.splice(0).forEach((file) => rmSync(file, { force: true })));

/** Puts one import into a file of the folder and returns what the import table says of it. */
function violationsOf(folder: string, statement: string): string {
  const file = `${folder}/${PROBE}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${statement}\n`);
  probes.push(file);
  const { stdout } = spawnSync('depcruise', [file, '--config', '.dependency-cruiser.mjs'], {
    encoding: 'utf8',
  });
  return stdout;
}

test('a type import from a higher layer of shared is refused', () => {
  const found = violationsOf(
    'shared/units',
    "import type { Plan } from '../domain/plan.ts'; export type P = Plan;",
  );
  expect(found).toContain('shared-units-looks-down');
});

test('shared may not touch Node', () => {
  expect(violationsOf('shared/domain', "import 'node:fs';")).toContain('shared-is-pure');
});

test('the page may not import the backend', () => {
  const found = violationsOf('renderer/app', "import '#backend/create-backend.ts';");
  expect(found).toContain('page-knows-only-shared');
});

test('one screen may not import another', () => {
  const found = violationsOf('renderer/features/demand', "import '../verdict/VerdictScreen.tsx';");
  expect(found).toContain('features-are-strangers');
});

test('only the desktop shell may import electron', () => {
  expect(violationsOf('electron/web', "import type { App } from 'electron'; export type A = App;")).toContain(
    'electron-only-in-desktop',
  );
});

test('shared has no clock and no chance of its own', () => {
  const forbidden = /Math\.random|Date\.now|new Date\(\)|performance\.now|Temporal\.Now/;
  const offenders = globSync('shared/**/*.ts').filter((file) => forbidden.test(readFileSync(file, 'utf8')));
  expect(offenders).toEqual([]);
});

test('no template and no page reaches for the network', () => {
  const files = globSync(['resources/**/*.typ', 'renderer/**/*.{ts,tsx,css,html}']);
  const offenders = files.filter((file) =>
    /@preview\/|https?:\/\/(?!www\.w3\.org|127\.0\.0\.1|example\.com)/.test(readFileSync(file, 'utf8')),
  );
  expect(offenders).toEqual([]);
});
