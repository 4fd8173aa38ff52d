import type { SpanRequest } from '#shared/contract/replay-records.ts';
import type { CompiledPlan } from '#shared/engine/compiled-plan.ts';
import { BLOCK, firstFutures, requestsInSpan } from '#shared/engine/future-demands.ts';
import type { ChosenFuture } from '#shared/verdicts/engines/hour-report.ts';

const BUSY = 0.95;

/** The future that is asked for, among the first block: by number, or by how many requests come in the span. */
export function chooseFuture(
  compiled: CompiledPlan,
  span: { from: number; minutes: number },
  { seed, future }: Pick<SpanRequest, 'seed' | 'future'>,
): ChosenFuture {
  const given = typeof future === 'number' && future >= BLOCK ? [future] : [];
  const futures = [...firstFutures(BLOCK), ...given];
  const counted = requestsInSpan(compiled, { seed, futures, ...span });
  const counts = [...counted.subarray(0, BLOCK)];
  const order = firstFutures(BLOCK).toSorted((a, b) => counts[a]! - counts[b]!);
  const share = future === 'busy' ? BUSY : 0.5;
  const number = typeof future === 'number' ? future : order[Math.ceil(share * BLOCK) - 1]!;
  const requests = counted[futures.indexOf(number)]!;
  return {
    number,
    choice: typeof future === 'number' ? 'given' : future,
    of: BLOCK,
    rank: counts.filter((count) => count <= requests).length / BLOCK,
    requests,
  };
}
