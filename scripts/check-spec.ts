import { globSync, readFileSync } from 'node:fs';

/** Says which honoured rules of docs/spec no test quotes, and which quoted rules do not exist. */
const RULE = /^- \*\*([EMSCQRLP]\d+)\*\* \((honoured|refused)\)/gm;
const QUOTED = /\b(?:test|describe|it)(?:\.each\([\s\S]*?\))?\(\s*(['"`])([\s\S]*?)\1/g;
const NUMBERS = /\b([EMSCQRLP]\d+)\b/g;

const rules = new Map(
  [...readFileSync('docs/spec/engine.md', 'utf8').matchAll(RULE)].map(([, rule, state]) => [rule!, state!]),
);
const quoted = new Map<string, string>();
for (const file of globSync([
  'test/shared/{engine,calendar,replay}/**/*.test.ts',
  'test/backend/runs/**/*.test.ts',
])) {
  for (const [, , name] of readFileSync(file, 'utf8').matchAll(QUOTED)) {
    for (const [, rule] of name!.matchAll(NUMBERS)) quoted.set(rule!, file);
  }
}

const untested = [...rules]
  .filter(([rule, state]) => state === 'honoured' && !quoted.has(rule))
  .map(([rule]) => rule);
const unknown = [...quoted].filter(([rule]) => !rules.has(rule));
for (const rule of untested)
  console.error(`docs/spec/engine.md: no test quotes ${rule}. Put the number into a test's name.`);
for (const [rule, file] of unknown)
  console.error(`${file}: quotes ${rule}, which docs/spec/engine.md does not have.`);
if (untested.length + unknown.length > 0) process.exit(1);
