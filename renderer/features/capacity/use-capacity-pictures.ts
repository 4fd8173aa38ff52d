import { utilizationText } from '#shared/charts/number-text.ts';
import { windowText } from '#shared/charts/civil-date.ts';
import type { RunPictures } from '#shared/engine/run-pictures.ts';
import { usePlan } from '#renderer/state/use-plan.ts';
import { useJudged } from '#renderer/state/use-run.ts';
import { peakMonth } from './capacity-words.ts';

export interface CapacityPictures {
  now: RunPictures | null;
  /** Before the edits that are compared. */
  compared: RunPictures | undefined;
  /** What the graph's figures are about: "Jan 2027". */
  month: string | null;
  /** 95th percentile of utilization in that month's busiest hour, by component. */
  utilization: ReadonlyMap<string, number>;
  /** The same before the edits since the last full run, where it reads differently. */
  before: ReadonlyMap<string, number>;
}

/** Utilization as the newest judgement sees it: of the preview after an edit, else of the last run. */
export function useCapacityPictures(): CapacityPictures {
  const plan = usePlan();
  const judged = useJudged();
  const now = judged.now?.pictures ?? null;
  const then = judged.before?.pictures;
  if (!now) return { now, compared: then, month: null, utilization: new Map(), before: new Map() };
  const index = peakMonth(then ?? now, plan);
  const utilization = valuesOf(now, index);
  const before = new Map(
    [...valuesOf(then, index)].filter(
      ([id, value]) => utilizationText(value) !== utilizationText(utilization.get(id) ?? value),
    ),
  );
  return { now, compared: then, month: windowText(now.months[index]!), utilization, before };
}

const valuesOf = (pictures: RunPictures | undefined, month: number): Map<string, number> =>
  new Map(
    (pictures?.components ?? []).flatMap(({ component, utilization }) => {
      const value = utilization.p95[month];
      return value === undefined ? [] : [[component, value] as const];
    }),
  );
