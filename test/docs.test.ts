import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const documents = globSync(['*.md', 'docs/**/*.md']);
const read = (file: string) => readFileSync(file, 'utf8');

/** Every match of the pattern's first group, with the document it stands in. */
const mentions = (pattern: RegExp): [mention: string, document: string][] =>
  documents.flatMap((document) =>
    [...read(document).matchAll(pattern)].map((match): [string, string] => [match[1]!, document]),
  );

test('every npm script that prose names exists', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const missing = mentions(/npm run ([a-z:-]+)/g).filter(([name]) => !(name in scripts));
  expect(missing).toEqual([]);
});

test('every command of the command line that prose names exists', () => {
  const sources = globSync('electron/cli/**/*.ts').map(read).join('\n');
  const known = [...sources.matchAll(/\.command\(\s*'([a-z-]+)/g)].map((match) => match[1]);
  expect(known.length).toBeGreaterThan(8);
  const missing = mentions(/(?:npx headroom|^headroom|`headroom) ([a-z-]+)/gm).filter(
    ([name]) => !known.includes(name),
  );
  expect(missing).toEqual([]);
});

test('every file and folder that prose names exists', () => {
  const named = mentions(/`((?:shared|electron|renderer|resources|test|docs|scripts)\/[\w./-]+)`/g);
  const missing = named.filter(([name]) => !existsSync(name.replace(/\/$/, '')));
  expect(missing).toEqual([]);
});

test('every relative link leads somewhere', () => {
  const links = mentions(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g);
  const broken = links.filter(([link, document]) => !existsSync(path.join(path.dirname(document), link)));
  expect(broken).toEqual([]);
});
