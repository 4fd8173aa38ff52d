import type { Clause } from '../domain/clause.ts';
import type { Plan } from '../domain/plan.ts';
import type { TierTallies } from '../engine/run-tallies.ts';
import { sortedQuantile } from '../statistics/quantile.ts';
import { findBindingComponent } from './binding-component.ts';
import { breachCauses } from './breach-causes.ts';
import type { CountedTier } from './counted-tier.ts';
import { decide, probabilityOf, replicationsToDecide } from './decision.ts';
import type { JudgedTallies } from './judged-tallies.ts';
import {
  type KeptWindows,
  firstMisses,
  keptWindows,
  runningProbabilities,
  windowProbabilities,
} from './kept-windows.ts';
import { type Findings, reasonText } from './reason.ts';
import { attainmentOf, requiredGoodShare } from './target-rule.ts';
import type { TierVerdict, WindowVerdict } from './verdict-document.ts';

export interface TierInput {
  plan: Plan;
  clause: Clause;
  windows: string[];
  events: TierTallies;
  tallies: JudgedTallies;
  /** Futures beyond those of the tallies, and which windows they met. */
  counted: CountedTier | undefined;
  countedFutures: number;
  /** Confidence of the intervals. */
  interval: number;
}

/** One clause in one tier: its verdict, and which windows were met in which futures. */
export function judgeTier(input: TierInput): { verdict: TierVerdict; kept: KeptWindows } {
  const { plan, clause, windows, events, counted, countedFutures } = input;
  const { tier } = events;
  const required = requiredGoodShare(clause, tier);
  const kept = keptWindows(events, windows.length, required, counted, countedFutures);
  const findings = findingsOf(input, kept);
  const causes = breachCauses(events.badByCause, kept);
  const binding = findBindingComponent(input, kept, causes[0]?.cause);
  const { replications } = kept;
  const text = reasonText({
    clause,
    tier,
    replications,
    confidence: plan.confidence,
    findings,
    causes,
    binding,
  });
  const target = { ...clause.tiers[tier] };
  const reason = { text, bottleneck: binding?.id ?? null, causes, smallestChange: null };
  return { verdict: { tier, target, ...findings, reason }, kept };
}

function findingsOf(input: TierInput, kept: KeptWindows): Findings {
  const { plan, windows, interval } = input;
  const probability = probabilityOf(countKept(kept), kept.replications, interval);
  const verdict = decide(probability, plan.confidence);
  return {
    verdict,
    probability,
    ...runwayOf(kept, windows, plan.confidence),
    otherAccounting: otherAccounting(input, kept.replications),
    replicationsToDecide:
      verdict === 'unknown' ? replicationsToDecide(probability, plan.confidence, interval) : null,
    windows: windowVerdicts(input, kept),
  };
}

/** Futures in which every window was met. */
function countKept(kept: KeptWindows): number {
  return firstMisses(kept).filter((window) => window === kept.windows).length;
}

function runwayOf(
  kept: KeptWindows,
  windows: string[],
  confidence: number,
): Pick<TierVerdict, 'runway' | 'holdsThroughout'> {
  const running = runningProbabilities(kept);
  const first = running.findIndex((probability) => probability < confidence);
  const last = first === -1 ? windows.length - 1 : first - 1;
  return { runway: windows[last] ?? null, holdsThroughout: first === -1 };
}

function otherAccounting(
  { clause, windows, events, counted, interval }: TierInput,
  replications: number,
): TierVerdict['otherAccounting'] {
  if (!events.otherAccounting) return null;
  const kept = keptWindows(events.otherAccounting, windows.length, requiredGoodShare(clause, events.tier));
  return {
    maintenance: clause.accounting.maintenance === 'excluded' ? 'counted' : 'excluded',
    probability: probabilityOf(countKept(kept) + (counted?.otherKept ?? 0), replications, interval),
  };
}

function windowVerdicts({ windows, events, tallies }: TierInput, kept: KeptWindows): WindowVerdict[] {
  const probabilities = windowProbabilities(kept);
  const attained = new Float64Array(tallies.replications);
  return windows.map((window, index) => {
    for (let replication = 0; replication < attained.length; replication++) {
      const row = replication * windows.length + index;
      attained[replication] = attainmentOf(events.good[row]!, events.valid[row]!);
    }
    attained.sort();
    const at = (share: number): number => sortedQuantile(attained, share);
    return {
      window,
      probability: probabilities[index]!,
      attainment: { p5: at(0.05), p50: at(0.5), p95: at(0.95) },
    };
  });
}
