import type { Plan } from '#shared/domain/plan.ts';
import type { DemandFit } from '#shared/history/demand-fit.ts';
import type { ImportEvent } from '#shared/history/import-report.ts';
import type { BugReports } from '../bug-reports.ts';
import { createEventChannel } from '../event-channel.ts';
import { throwIfCancelled, UserProblem } from '../problems.ts';
import { seriesCsv } from '../series-csv.ts';
import type { Staging } from '../staging.ts';
import type { WorkspaceDatabase } from '../storage/database.ts';
import type { FitStore } from '../storage/fits.ts';
import type { PlanStore } from '../storage/plans.ts';
import type { SampleStore } from '../storage/samples.ts';
import { whenFree } from '../storage/when-free.ts';
import type { BackendRouter, Calls } from './calls.ts';

interface Parts {
  database: WorkspaceDatabase;
  plans: PlanStore;
  samples: SampleStore;
  fits: FitStore;
  staging: Staging;
  bugs: BugReports;
}

export function historyHandlers({ history: calls }: Calls, parts: Parts): BackendRouter['history'] {
  const { database, plans, samples, fits, staging, bugs } = parts;
  const inTurn = createQueue();

  return {
    preview: calls.preview.handler(async ({ input }) => {
      const { previewFile } = await import('../imports/import-file.ts');
      const { plan, staged, ...choices } = input;
      const planTimeZone = plan === undefined ? undefined : plans.get(plan).plan.timeZone;
      return previewFile({ ...staging.get(staged), ...choices, planTimeZone });
    }),
    import: calls.import.handler(async function* ({ input, signal }) {
      const { importFile } = await import('../imports/import-file.ts');
      const { plan: planId, staged, ...choices } = input;
      const file = staging.get(staged);
      const { timeZone: planTimeZone } = plans.get(planId).plan;
      const channel = createEventChannel<ImportEvent>();
      const onProgress = (event: ImportEvent) => channel.push(event);
      // One at a time: each would wait for the other's lock on the workspace anyway.
      const work = inTurn(() => {
        throwIfCancelled(signal);
        bugs.note('import began');
        return importFile({ ...file, ...choices, planId, database, planTimeZone, signal, onProgress });
      });
      work.then(
        (report) => (channel.push({ kind: 'done', report }), channel.end()),
        (error: unknown) => channel.fail(error),
      );
      yield* channel.events(signal);
    }),
    imports: calls.imports.handler(({ input }) => samples.listImports(input.plan)),
    remove: calls.remove.handler(({ input }) => {
      if (samples.removeImport(input.importId)) return {};
      throw new UserProblem('import-not-found', `There is no import ${input.importId} in this workspace.`);
    }),
    series: calls.series.handler(({ input }) => samples.listSeries(input.plan)),
    samples: calls.samples.handler(({ input: { series, ...span } }) => samples.readBuckets(series, span)),
    exportSeries: calls.exportSeries.handler(({ input }) => ({ file: seriesCsv(samples, input.series) })),
    fit: calls.fit.handler(async ({ input, signal }) => {
      const { plan } = plans.get(input.plan);
      const fit = await fitOne(samples, plan, input.series, signal);
      await whenFree(() => fits.put(input.plan, fit), { signal });
      return fit;
    }),
    fits: calls.fits.handler(({ input }) => fits.list(input.plan)),
  };
}

async function fitOne(
  samples: SampleStore,
  plan: Plan,
  id: number,
  signal: AbortSignal | undefined,
): Promise<DemandFit> {
  const series = samples.listSeries(plan.id).find((candidate) => candidate.id === id);
  if (!series)
    throw new UserProblem('series-not-found', `The history of "${plan.name}" has no series ${id}.`);
  const file =
    samples.listImports(plan.id).find((stored) => stored.id === series.importId)?.report.file ?? '';
  const { fitSeries } = await import('../history/fit-series.ts');
  return fitSeries({ ...samples.readSamples(id), series, file, plan, signal });
}

/** Work begins when all that was given before has ended, well or not. */
function createQueue() {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = last.then(work);
    last = result.catch(() => {});
    return result;
  };
}
