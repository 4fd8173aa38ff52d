import { useState } from 'react';
import { toFailure, type Failure } from '#renderer/api/failure.ts';
import { useApp } from '#renderer/state/AppContext.tsx';
import { useSourcePlan } from '#renderer/state/use-plan.ts';
import { useRun } from '#renderer/state/use-run.ts';
import { saveFile } from '#renderer/ui/save-file.ts';

export interface ProposalExport {
  /** Whether there is a run of the plan as it is now; nothing else may be exported. */
  isReady: boolean;
  isPending: boolean;
  /** Typesets the proposal and hands it to the downloads; says what went wrong. */
  start: () => Promise<
    | { ok: true; fileName: string; pages: number; problems: readonly string[] }
    | { ok: false; failure: Failure }
  >;
}

export function useExportProposal(): ProposalExport {
  const { backend, document } = useApp();
  const { id } = useSourcePlan();
  const run = useRun();
  const [isPending, setPending] = useState(false);
  const isReady = run.result !== null && !run.isStale;

  async function start(): ReturnType<ProposalExport['start']> {
    if (!run.result) throw new Error('There is no run to export.');
    setPending(true);
    try {
      await document.flush();
      const { file, pages, problems } = await backend.api.proposals.render({
        plan: id,
        run: run.result.run.id,
      });
      saveFile(file.name, new Blob([await file.arrayBuffer()], { type: 'application/pdf' }));
      return { ok: true, fileName: file.name, pages, problems };
    } catch (error) {
      return { ok: false, failure: toFailure(error) };
    } finally {
      setPending(false);
    }
  }

  return { isReady, isPending, start };
}
