import { toFailure } from '#renderer/api/failure.ts';
import type { ImportJob, ImportRequest } from './app-state.ts';
import type { Store, StoreParts } from './store-parts.ts';

export type ImportActions = ReturnType<typeof createImportActions>;

/** Imports into the open plan: uploaded, followed with progress, cancelled on request. */
export function createImportActions(store: Store, { backend }: StoreParts) {
  const controllers = new Map<string, AbortController>();
  let last = 0;

  const setImports = (update: (imports: readonly ImportJob[]) => readonly ImportJob[]) =>
    store.setState(({ jobs }) => ({ jobs: { ...jobs, imports: update(jobs.imports) } }));

  const put = (job: ImportJob) =>
    setImports((imports) => imports.map((old) => (old.id === job.id ? job : old)));
  const remove = (id: string) => setImports((imports) => imports.filter((job) => job.id !== id));

  /** Starts the import; gives its id at once. Cancelled imports leave nothing behind. */
  function start(request: ImportRequest): string {
    const plan = store.getState().document?.history.present.id;
    if (!plan) throw new Error('No plan is open.');
    const id = `import-${(last += 1)}`;
    const controller = new AbortController();
    controllers.set(id, controller);
    setImports((imports) => [...imports, { id, file: request.file.name, state: 'uploading' }]);
    void follow(id, plan, request, controller.signal).finally(() => controllers.delete(id));
    return id;
  }

  async function follow(id: string, plan: string, request: ImportRequest, signal: AbortSignal) {
    const { file, mapping, timeZone } = request;
    try {
      const staged = file instanceof File ? await backend.stageFile(file, signal) : file.staged;
      const events = await backend.api.history.import({ plan, staged, mapping, timeZone }, { signal });
      for await (const event of events) {
        if (event.kind === 'progress') {
          put({ id, file: file.name, state: 'running', ...event } as ImportJob);
        } else {
          put({ id, file: file.name, state: 'done', report: event.report });
          store.setState(({ jobs }) => ({ jobs: { ...jobs, importsFinished: jobs.importsFinished + 1 } }));
        }
      }
    } catch (error) {
      const failure = toFailure(error);
      if (failure.kind === 'cancelled' || signal.aborted) remove(id);
      else put({ id, file: file.name, state: 'failed', failure });
    }
  }

  return {
    start,
    cancel: (id: string) => controllers.get(id)?.abort(),
    /** Takes a finished or failed import out of sight. */
    dismiss: remove,
    stop() {
      for (const controller of controllers.values()) controller.abort();
    },
  };
}
