import { useApp, useAppState } from './AppContext.tsx';

/** Imports of this window, and how to start and stop them. */
export function useJobs() {
  const { imports } = useApp();
  return {
    imports: useAppState((state) => state.jobs.imports),
    importsFinished: useAppState((state) => state.jobs.importsFinished),
    startImport: imports.start,
    cancelImport: imports.cancel,
    dismissImport: imports.dismiss,
  };
}
