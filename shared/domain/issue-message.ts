import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

const KINDS: Record<string, string> = {
  array: 'a list',
  object: 'an object',
  record: 'an object',
  int: 'a whole number',
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
};

/** What a schema found wrong, in words: what was expected and what was there. `json` is the whole that was read. */
export function issueMessage(issue: Issue, json: unknown): string {
  switch (issue.code) {
    case 'invalid_type': {
      const got = issue.path.reduce<unknown>(
        (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
        json,
      );
      const expected = KINDS[issue.expected] ?? issue.expected;
      // A message of the schema's own says more than this can.
      if (!issue.message.startsWith('Invalid input')) return issue.message;
      return got === undefined ? `Missing. Expected ${expected}.` : `Expected ${expected}, got ${show(got)}.`;
    }
    case 'unrecognized_keys': {
      const names = issue.keys.map((key) => `"${key}"`).join(', ');
      return `Unknown: ${names}. Check the spelling, or leave ${issue.keys.length === 1 ? 'it' : 'them'} out.`;
    }
    default:
      return issue.message;
  }
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= 40 ? text : `${text.slice(0, 40)}…`;
}
