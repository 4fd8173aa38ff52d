import { useRef, useState } from 'react';
import type { ImportPreview } from '#shared/history/import-report.ts';
import type { Mapping } from '#shared/history/mapping.ts';
import { toFailure, type Failure } from '#renderer/api/failure.ts';
import { usePlan } from '#renderer/state/use-plan.ts';
import { useApi, useStageFile } from '#renderer/state/use-session.ts';

export type FilePreview =
  | { state: 'none' }
  | { state: 'reading'; name: string }
  | { state: 'failed'; name: string; failure: Failure }
  | {
      state: 'shown';
      name: string;
      staged: string;
      preview: ImportPreview;
      isReading: boolean;
      failure?: Failure;
    };

/**
 * A chosen file on its way to be imported: handed over, read, shown, and read again with another mapping.
 * Times that name no zone are in that of the plan, as when it is imported.
 */
export function useFilePreview() {
  const api = useApi();
  const { id: plan } = usePlan();
  const stage = useStageFile();
  const [shown, setShown] = useState<FilePreview>({ state: 'none' });
  const controller = useRef<AbortController | null>(null);

  function renew(): AbortSignal {
    controller.current?.abort();
    controller.current = new AbortController();
    return controller.current.signal;
  }

  async function open(file: File) {
    const signal = renew();
    const { name } = file;
    setShown({ state: 'reading', name });
    try {
      const staged = await stage(file, signal);
      const preview = await api.history.preview({ staged, plan }, { signal });
      setShown({ state: 'shown', name, staged, preview, isReading: false });
    } catch (error) {
      const failure = toFailure(error);
      if (!signal.aborted) setShown({ state: 'failed', name, failure });
    }
  }

  async function remap(mapping: Mapping) {
    if (shown.state !== 'shown') return;
    const signal = renew();
    setShown({ ...shown, preview: { ...shown.preview, mapping }, isReading: true });
    try {
      const preview = await api.history.preview({ staged: shown.staged, plan, mapping }, { signal });
      setShown({ ...shown, preview, isReading: false });
    } catch (error) {
      const failure = toFailure(error);
      if (!signal.aborted)
        setShown({ ...shown, preview: { ...shown.preview, mapping }, isReading: false, failure });
    }
  }

  function close() {
    controller.current?.abort();
    setShown({ state: 'none' });
  }

  return { shown, open, remap, close };
}
