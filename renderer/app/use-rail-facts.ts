import { useEffect, useState } from 'react';
import { tiers } from '#shared/domain/clause.ts';
import type { Growth } from '#shared/domain/demand.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { findFirst } from '#shared/verdicts/engines/agreement.ts';
import { formatQuantity } from '#shared/units/quantity-text.ts';
import type { ScreenId } from '#renderer/state/app-state.ts';
import { useAppState } from '#renderer/state/AppContext.tsx';
import { usePlan, useSourcePlan } from '#renderer/state/use-plan.ts';
import { useRun } from '#renderer/state/use-run.ts';
import { useApi } from '#renderer/state/use-session.ts';

/** A small computed fact for each step of the story. */
export function useRailFacts(): Partial<Record<ScreenId, string>> {
  const plan = usePlan();
  const { scenarios } = useSourcePlan();
  const run = useRun();
  const files = useImportedFiles(plan.id);
  const replayed = useReplayed(plan);
  const { maintenance, deployments, faults } = plan.operations;
  const judged = run.result?.verdict.clauses.flatMap((clause) => clause.tiers) ?? [];
  const holding = judged.filter(({ verdict }) => verdict === 'sustainable').length;
  return {
    history: count(files, 'file'),
    demand: plan.demand.forecast?.length ? 'forecast' : growthFact(plan.demand.growth),
    capacity: count(plan.components.length, 'part'),
    shaping: count(plan.shaping.filter(({ enabled }) => enabled).length, 'rule'),
    operations: count(maintenance.length + deployments.length + faults.length, 'event'),
    targets: plan.clauses.length > 0 ? `${plan.clauses.length} × ${tiers.length}` : undefined,
    verdict: judged.length > 0 ? `${holding} of ${judged.length}` : undefined,
    replay: replayed && (replayed === 'apart' ? 'differs' : 'agrees'),
    compare: scenarios.length > 0 ? String(scenarios.length + 1) : undefined,
    proposal: run.result ? (run.isStale ? 'stale' : 'ready') : 'draft',
  };
}

const count = (number: number, noun: string): string | undefined =>
  number === 0 ? undefined : `${number} ${noun}${number === 1 ? '' : 's'}`;

function growthFact(growth: Growth): string | undefined {
  if (growth.kind !== 'linear' && growth.kind !== 'compound')
    return growth.kind === 'none' ? undefined : 'curve';
  return `+${formatQuantity(growth.perYear, { scale: 100 }).replace(' to ', '–')}\u00a0%`;
}

/** Whether the engines agreed in the newest replay, on what the plan promises first. */
function useReplayed(plan: Plan): 'inside' | 'near' | 'apart' | undefined {
  const report = useAppState(({ jobs, session }) =>
    jobs.replay?.scenario === session.scenario ? jobs.replay.report : null,
  );
  if (!report || report.plan !== plan.id) return undefined;
  return findFirst(plan, report.comparisons)?.agreement;
}

function useImportedFiles(plan: string): number {
  const api = useApi();
  const finished = useAppState((state) => state.jobs.importsFinished);
  const [files, setFiles] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    // The fact is a courtesy: the history screen itself reports what goes wrong.
    api.history.imports({ plan }).then(
      (imports) => isCurrent && setFiles(imports.length),
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [api, plan, finished]);
  return files;
}
