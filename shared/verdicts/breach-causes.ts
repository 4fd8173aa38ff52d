import { type Cause, causes } from './verdict-document.ts';
import type { KeptWindows } from './kept-windows.ts';

/** Shares of the bad events in breached windows, largest first; they sum to 1. Empty when there are none. */
export function breachCauses(
  badByCause: Float64Array,
  { met }: KeptWindows,
): { cause: Cause; share: number }[] {
  const sums = causes.map(() => 0);
  for (let row = 0; row < met.length; row++) {
    if (met[row] === 1) continue;
    for (let cause = 0; cause < causes.length; cause++)
      sums[cause]! += badByCause[row * causes.length + cause] ?? 0;
  }
  const total = sums.reduce((sum, bad) => sum + bad, 0);
  if (!(total > 0)) return [];
  return causes
    .map((cause, index) => ({ cause, share: sums[index]! / total }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share);
}
