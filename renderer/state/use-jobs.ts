import { useApp, useAppState } from './AppContext.tsx';

/** What the backend is doing for this window, and how to start and stop it. */
export function useJobs() {
  const { imports, runs } = useApp();
  return {
    imports: useAppState((state) => state.jobs.imports),
    importsFinished: useAppState((state) => state.jobs.importsFinished),
    running: useAppState((state) => state.jobs.running),
    startImport: imports.start,
    cancelImport: imports.cancel,
    dismissImport: imports.dismiss,
    startRun: runs.start,
    cancelRun: runs.cancel,
  };
}
