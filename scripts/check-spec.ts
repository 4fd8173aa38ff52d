import { globSync, readFileSync } from 'node:fs';

/**
 * Says which honoured rules of docs/spec no test quotes, which of them no method describes, and which
 * numbers are quoted that no rule has.
 */
const RULE = /^- \*\*([A-Z]\d+)\*\* \((honoured|refused)\)(.*)$/gm;
const QUOTED = /\b(?:test|describe|it)(?:\.each(?:<[^(]*>)?\([\s\S]*?\))?\(\s*(['"`])([\s\S]*?)\1/g;
interface Rule {
  rule: string;
  state: string;
  /** Whether its own line leads to a method. */
  isLinked: boolean;
}

const rules = globSync('docs/spec/*.md').flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(RULE)].map(([, rule, state, text]): Rule => ({
    rule: rule!,
    state: state!,
    isLinked: text!.includes('](../methods/'),
  })),
);
const honoured = rules.filter(({ state }) => state === 'honoured');
const known = new Set(rules.map(({ rule }) => rule));

const letters = [...new Set(rules.map(({ rule }) => rule[0]))].join('');
/** A quarter of a year, `2027-Q1`, is no rule. */
const NUMBERS = new RegExp(`(?<![-\\w])([${letters}]\\d+)\\b`, 'g');
/** `E1 to E4` names all of them. */
const SPANS = new RegExp(`\\b([${letters}])(\\d+) to \\1(\\d+)\\b`, 'g');

/** Rules named in a text, spans spelt out. */
function numbersIn(text: string): string[] {
  const spans = [...text.matchAll(SPANS)].flatMap(([, letter, first, last]) =>
    Array.from(
      { length: Number(last) - Number(first) + 1 },
      (_none, index) => `${letter}${Number(first) + index}`,
    ),
  );
  return [...[...text.matchAll(NUMBERS)].map(([, rule]) => rule!), ...spans];
}

const quoted = new Map<string, string>();
for (const file of globSync('test/**/*.test.{ts,tsx}')) {
  for (const [, , name] of readFileSync(file, 'utf8').matchAll(QUOTED))
    for (const rule of numbersIn(name!)) quoted.set(rule, file);
}
const described = new Set(
  globSync('docs/methods/*.md').flatMap((file) => numbersIn(readFileSync(file, 'utf8'))),
);

const complaints = [
  ...honoured
    .filter(({ rule }) => !quoted.has(rule))
    .map(({ rule }) => `docs/spec: no test quotes ${rule}. Put the number into a test's name.`),
  ...honoured
    .filter(({ rule, isLinked }) => !isLinked && !described.has(rule))
    .map(
      ({ rule }) =>
        `docs/spec: no method describes ${rule}. Name it in docs/methods, or link the method in its line.`,
    ),
  ...[...quoted]
    .filter(([rule]) => !known.has(rule))
    .map(([rule, file]) => `${file}: quotes ${rule}, which docs/spec does not have.`),
];
for (const complaint of complaints) console.error(complaint);
if (complaints.length > 0) process.exit(1);
