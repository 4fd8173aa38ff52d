import { tiers } from '#shared/domain/clause.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { TierTallies } from '#shared/engine/run-tallies.ts';
import type { JudgedTallies } from '#shared/verdicts/judged-tallies.ts';
import { type Cause, causes } from '#shared/verdicts/verdict-document.ts';

export interface TalliesOptions {
  replications: number;
  windows: string[];
  /** Good share of a window in a future, the same for every clause unless it looks at it. */
  goodShare: (replication: number, window: number, clause: string) => number;
  /** What all bad events are owed to. */
  cause?: Cause;
  /** Utilization of every component in every month, in the order of the plan. */
  utilization?: number[];
  /** Good share with maintenance counted the other way; absent: the plan has none. */
  otherGoodShare?: (replication: number, window: number, clause: string) => number;
}

/** A ledger in which every window of every clause has a thousand valid events. */
export function someTallies(plan: Plan, options: TalliesOptions): JudgedTallies {
  const { replications, windows, cause = 'load' } = options;
  const months = plan.horizon.months;
  const utilization = options.utilization ?? plan.components.map(() => 0.5);
  return {
    replications,
    clauses: plan.clauses.map(({ id }) => ({
      clause: id,
      windows,
      tiers: tiers.map((tier): TierTallies => {
        const good = fill(options, (...at) => 1000 * options.goodShare(...at, id));
        const valid = new Float64Array(good.length).fill(1000);
        const badByCause = new Float64Array(good.length * causes.length);
        good.forEach(
          (count, row) => (badByCause[row * causes.length + causes.indexOf(cause)] = 1000 - count),
        );
        const other = options.otherGoodShare;
        const otherAccounting = other
          ? { good: fill(options, (...at) => 1000 * other(...at, id)), valid }
          : null;
        return { tier, good, valid, otherAccounting, badByCause };
      }),
    })),
    peakUtilization: Float32Array.from(
      { length: replications * months * utilization.length },
      (_none, index) => utilization[index % utilization.length]!,
    ),
  };
}

function fill(
  { replications, windows }: TalliesOptions,
  share: (replication: number, window: number) => number,
): Float64Array {
  return Float64Array.from({ length: replications * windows.length }, (_none, row) =>
    share(Math.floor(row / windows.length), row % windows.length),
  );
}
