import type { Spans } from './network.ts';

/** Whether something with these spans applies at the moment. */
export function coversNow(spans: Spans | undefined, now: number): boolean {
  if (!spans) return true;
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.end <= now) low = middle + 1;
    else high = middle;
  }
  return low < spans.length && spans[low]!.start <= now;
}
