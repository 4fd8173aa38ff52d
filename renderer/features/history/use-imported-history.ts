import { useCallback } from 'react';
import type { DemandFit } from '#shared/history/demand-fit.ts';
import type { ImportReport } from '#shared/history/import-report.ts';
import type { Series } from '#shared/history/series.ts';
import { useAppState } from '#renderer/state/AppContext.tsx';
import { usePlan } from '#renderer/state/use-plan.ts';
import { useApi } from '#renderer/state/use-session.ts';
import { useLoaded } from './use-loaded.ts';

export interface StoredImport {
  id: number;
  importedAt: string;
  report: ImportReport;
}

export interface ImportedHistory {
  imports: StoredImport[];
  series: Series[];
  fits: DemandFit[];
}

/** What the plan's history holds; asked again after every import. */
export function useImportedHistory() {
  const api = useApi();
  const { id: plan } = usePlan();
  const finished = useAppState((state) => state.jobs.importsFinished);
  const load = useCallback(
    async (signal: AbortSignal): Promise<ImportedHistory> => {
      const [imports, series, fits] = await Promise.all([
        api.history.imports({ plan }, { signal }),
        api.history.series({ plan }, { signal }),
        api.history.fits({ plan }, { signal }),
      ]);
      return { imports, series, fits };
    },
    [api, plan],
  );
  return useLoaded(load, finished);
}
