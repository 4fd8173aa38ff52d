import type { ImportEvent } from '#shared/history/import-report.ts';
import { createEventChannel } from '../event-channel.ts';
import { UserProblem } from '../problems.ts';
import type { Staging } from '../staging.ts';
import type { WorkspaceDatabase } from '../storage/database.ts';
import type { FitStore } from '../storage/fits.ts';
import type { PlanStore } from '../storage/plans.ts';
import type { SampleStore } from '../storage/samples.ts';
import type { BackendRouter, Calls } from './calls.ts';

interface Parts {
  database: WorkspaceDatabase;
  plans: PlanStore;
  samples: SampleStore;
  fits: FitStore;
  staging: Staging;
}

export function historyHandlers({ history: calls }: Calls, { database, plans, samples, fits, staging }: Parts): BackendRouter['history'] {
  return {
    preview: calls.preview.handler(async ({ input }) => {
      const { previewFile } = await import('../imports/import-file.ts');
      const { staged, ...choices } = input;
      return previewFile({ ...staging.get(staged), ...choices });
    }),
    import: calls.import.handler(async function* ({ input, signal }) {
      const { importFile } = await import('../imports/import-file.ts');
      const { plan: planId, staged, ...choices } = input;
      const { plan } = plans.get(planId);
      const channel = createEventChannel<ImportEvent>();
      importFile({
        ...staging.get(staged),
        ...choices,
        planId,
        database,
        planTimeZone: plan.timeZone,
        signal,
        onProgress: (progress) => channel.push({ kind: 'progress', ...progress }),
      }).then(
        (report) => (channel.push({ kind: 'done', report }), channel.end()),
        (error: unknown) => channel.fail(error),
      );
      yield* channel.events(signal);
    }),
    imports: calls.imports.handler(({ input }) => samples.imports(input.plan)),
    remove: calls.remove.handler(({ input }) => {
      samples.removeImport(input.importId);
      return {};
    }),
    series: calls.series.handler(({ input }) => samples.series(input.plan)),
    samples: calls.samples.handler(({ input }) => samples.buckets(input)),
    fit: calls.fit.handler(async ({ input, signal }) => {
      const { fitSeries } = await import('../history/fit-series.ts');
      const { plan } = plans.get(input.plan);
      const series = samples.series(input.plan).find(({ id }) => id === input.series);
      if (!series) {
        throw new UserProblem('series-not-found', `There is no series ${input.series} in the history of "${plan.name}".`);
      }
      const { at, values, file } = samples.values(series.id);
      const fit = await fitSeries({ series, at, values, file, plan, signal });
      fits.put(input.plan, fit);
      return fit;
    }),
    fits: calls.fits.handler(({ input }) => fits.list(input.plan)),
  };
}
