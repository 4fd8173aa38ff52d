import { expect, test } from 'vitest';
import { readTemplate } from '#backend/proposals/template.ts';

const { sources, fonts } = await readTemplate();

test.each([
  ['@preview', 'packages need the network'],
  ['@local', 'packages of one machine are not on another'],
  ['datetime.today', 'the day comes with the data'],
  ['eval(', 'text must never be taken for markup'],
])('the template does not use %s: %s', (word) => {
  expect(sources.map(({ name }) => name)).toContain('proposal.typ');
  for (const { text } of sources) expect(text).not.toContain(word);
});

test('the template brings its own fonts, each a static TrueType file', () => {
  expect(fonts).toHaveLength(4);
  // A TrueType file starts with version 1.0; "OTTO" would be CFF outlines, "ttcf" a collection.
  for (const font of fonts) expect([...font.subarray(0, 4)]).toEqual([0, 1, 0, 0]);
});
