import { countWord } from '#shared/verdicts/number-words.ts';
import type { ComparedRow } from './compare-runs.ts';

/** Which scenario keeps more promises, in a sentence. */
export function compareTitle(rows: readonly ComparedRow[], left: string, right: string): string {
  const cells = rows.flatMap((row) => row.cells);
  if (left === right) return 'Choose two different scenarios to compare.';
  if (cells.length === 0) return 'There is no promise to compare yet.';
  if (cells.every((cell) => !cell.left) || cells.every((cell) => !cell.right))
    return 'A comparison needs one full run of each scenario.';
  const kept = (side: 'left' | 'right') =>
    cells.filter((cell) => cell[side]?.verdict === 'sustainable').length;
  const [a, b] = [kept('left'), kept('right')];
  if (a === b)
    return `${right} keeps as many promises as ${left}: ${countWord(a)} of ${countWord(cells.length)}.`;
  const difference = countWord(Math.abs(b - a));
  return `${right} keeps ${difference} promise${Math.abs(b - a) === 1 ? '' : 's'} ${b > a ? 'more' : 'fewer'} than ${left}: ${countWord(b)} instead of ${countWord(a)}.`;
}
