import { componentName } from '../figure-path.ts';
import { listWords } from '../../number-words.ts';
import { isTime } from '../compared-figure.ts';
import type { Explain } from './explain.ts';

/** Milliseconds that a branch waits on average for its waits to count. */
const WAITS = 1;

/** Waits of parallel branches are added (R1); a request waits only for the slowest. */
export const parallelBranches: Explain = ({ compiled, fast }, figure) => {
  if (!isTime(figure.measure) || figure.difference <= 0 || figure.subject.kind !== 'journey')
    return undefined;
  const journey = compiled.plan.journeys.find(({ id }) => id === figure.subject.id);
  const waitOf = (id: string) => fast.stations.find(({ component }) => component === id)?.meanWaitMs ?? 0;
  for (const step of journey?.path ?? []) {
    if (step.kind !== 'parallel') continue;
    const waiting = [...new Set(step.branches.flat().map(({ component }) => component))].filter(
      (id) => waitOf(id) > WAITS,
    );
    if (waiting.length > 1)
      return `Requests wait at ${listWords(waiting.map((id) => componentName(compiled, id)))}, which they call at the same time: the time-step engine adds these waits, in the replay only the longest counts.`;
  }
  return undefined;
};
