import { addMonths, dateText } from '../calendar/time-grid.ts';
import { type Clause, tiers } from '../domain/clause.ts';
import type { Plan } from '../domain/plan.ts';
import { ENGINE_VERSION } from '../engine/engine-version.ts';
import type { ClauseTallies } from '../engine/run-tallies.ts';
import { DAY_MS } from '../units/instant.ts';
import type { CountedFutures } from './counted-futures.ts';
import type { CountedTier } from './counted-tier.ts';
import { FINAL_INTERVAL, PARTIAL_INTERVAL, probabilityOf } from './decision.ts';
import { headline } from './headline.ts';
import type { JudgedTallies } from './judged-tallies.ts';
import { type KeptWindows, firstMisses } from './kept-windows.ts';
import { judgeTier } from './tier-verdict.ts';
import type { ClauseVerdict, VerdictDocument } from './verdict-document.ts';
import { windowName } from './window-label.ts';

export interface JudgeInput {
  /** The plan as the scenario sees it: overrides applied. */
  plan: Plan;
  scenario: { id: string; name: string };
  tallies: JudgedTallies;
  /** Futures beyond those of the tallies. */
  counted?: CountedFutures | undefined;
  seed: number;
  /** `sha256:…` of engine version, canonical scenario, seed and replications. */
  inputHash: string;
  elapsedMs: number;
  warnings?: string[];
  /** The run is still going: intervals at 99.5 %, since they are looked at again and again. */
  partial?: boolean;
}

/**
 * Turns a run's ledger into verdicts (rules V1 to V3): per clause and tier the probability that
 * every window is met, counted jointly per replication, with runway, windows, reason and causes.
 * Throws a RangeError for a run without replications, an Error for a clause without tallies.
 */
export function judge(input: JudgeInput): VerdictDocument {
  const { plan, scenario, tallies, counted } = input;
  if (tallies.replications < 1) throw new RangeError('A verdict needs at least one replication.');
  const interval = input.partial ? PARTIAL_INTERVAL : FINAL_INTERVAL;
  const replications = tallies.replications + (counted?.count ?? 0);
  const judged = plan.clauses.map((clause, index) => {
    const own = { counted: counted?.clauses[index], countedFutures: counted?.count ?? 0 };
    return judgeClause(plan, clause, tallies, own, interval);
  });
  const clauses = judged.map(({ verdict }) => verdict);
  return {
    engineVersion: ENGINE_VERSION,
    inputHash: input.inputHash,
    seed: input.seed,
    replications,
    plan: plan.id,
    planName: plan.name,
    scenario: scenario.id,
    scenarioName: scenario.name,
    from: plan.horizon.start,
    to: lastDay(plan.horizon),
    confidence: plan.confidence,
    elapsedMs: input.elapsedMs,
    headline: headline(clauses),
    clauses,
    joint:
      clauses.length === 0
        ? []
        : jointVerdicts(
            judged.map(({ kept }) => kept),
            replications,
            interval,
          ),
    warnings: input.warnings ?? [],
  };
}

function judgeClause(
  plan: Plan,
  clause: Clause,
  tallies: JudgedTallies,
  { counted, countedFutures }: { counted: CountedTier[] | undefined; countedFutures: number },
  interval: number,
): { verdict: ClauseVerdict; kept: KeptWindows[] } {
  const { windows, tiers: rows } = findTallies(tallies, clause);
  const judged = tiers.map((tier, index) => {
    const events = rows.find((row) => row.tier === tier);
    if (!events) throw new Error(`The run has no tallies of clause "${clause.id}" in the ${tier} tier.`);
    return judgeTier({
      plan,
      clause,
      windows,
      events,
      tallies,
      counted: counted?.[index],
      countedFutures,
      interval,
    });
  });
  const verdict: ClauseVerdict = {
    id: clause.id,
    name: clause.name,
    metric: clause.metric,
    journey: clause.metric === 'supportResponse' ? null : clause.journey,
    component: clause.metric === 'supportResponse' ? clause.component : null,
    scope: { ...clause.scope },
    window: windowName(clause.window),
    tiers: judged.map((tier) => tier.verdict),
  };
  return { verdict, kept: judged.map(({ kept }) => kept) };
}

function findTallies(tallies: JudgedTallies, clause: Clause): ClauseTallies {
  const found = tallies.clauses.find((candidate) => candidate.clause === clause.id);
  if (!found) throw new Error(`The run has no tallies of clause "${clause.id}".`);
  return found;
}

/** All clauses of a tier in the same futures: their chances are never multiplied. */
function jointVerdicts(
  kept: KeptWindows[][],
  replications: number,
  interval: number,
): VerdictDocument['joint'] {
  return tiers.map((tier, index) => {
    const misses = kept.map((clause) => ({
      windows: clause[index]!.windows,
      first: firstMisses(clause[index]!),
    }));
    let together = 0;
    for (let replication = 0; replication < replications; replication++) {
      if (misses.every(({ windows, first }) => (first[replication] ?? windows) === windows)) together++;
    }
    return { tier, probability: probabilityOf(together, replications, interval) };
  });
}

/** The day before the first one that no longer belongs to the horizon. */
function lastDay({ start, months }: Plan['horizon']): string {
  return dateText(addMonths(Date.parse(`${start}T00:00:00Z`), months) - DAY_MS);
}
