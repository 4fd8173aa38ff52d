import type { Box, TextMark } from './scene.ts';

/** Advance widths of Inter Regular in em, by character; read from the font's `hmtx` table, figures tabular. */
const WIDTHS: readonly [number, string][] = [
  [0.24, 'ijl'],
  [0.28, "I !,.:;'\u00a0·"],
  [0.18, '\u202f'],
  [0.33, 't|`'],
  [0.37, 'f()/[]\\r'],
  [0.43, '{}'],
  [0.46, '-_'],
  [0.5, '^"*?–'],
  [0.53, 's'],
  [0.56, 'kxzavy'],
  [0.58, 'JLce'],
  [0.61, 'FhnuEobdgpq'],
  [0.645, '0123456789'],
  [0.64, '#Z$&PRSBT€'],
  [0.66, '+<=>~KX×±≤≥'],
  [0.69, 'YAV'],
  [0.73, 'DC'],
  [0.76, 'HUGNOQ'],
  [0.82, 'w'],
  [0.88, 'mM…'],
  [0.98, '%@W→'],
];
const WIDTH_OF = new Map(
  WIDTHS.flatMap(([width, characters]) => [...characters].map((one) => [one, width] as const)),
);
const OTHER = 0.65;

/** Width of the text in pixels, set in Inter with tabular figures at `size`; a little more when bold. */
export function textWidth(text: string, size: number, weight = 400): number {
  let em = 0;
  for (const character of text) em += WIDTH_OF.get(character) ?? OTHER;
  return em * size * (weight >= 600 ? 1.05 : weight >= 500 ? 1.02 : 1);
}

/** The box the text covers. */
export function textBox({ x, y, text, size, anchor, weight }: TextMark): Box {
  const width = textWidth(text, size, weight);
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { x: left, y: y - size * 0.8, width, height: size };
}

/** The text, cut with an ellipsis where it is wider than `room`. */
export function fitText(text: string, room: number, size: number, weight = 400): string {
  if (textWidth(text, size, weight) <= room) return text;
  for (let length = text.length - 1; length > 0; length -= 1) {
    const cut = `${text.slice(0, length).trimEnd()}…`;
    if (textWidth(cut, size, weight) <= room) return cut;
  }
  return '';
}
