import { createStore } from 'zustand/vanilla';
import type { Backend } from '#renderer/api/client.ts';
import type { AppState } from './app-state.ts';
import { createDocumentActions, type DocumentActions } from './document-actions.ts';
import { createImportActions, type ImportActions } from './import-actions.ts';
import { createPreviewActions, type PreviewActions } from './preview-actions.ts';
import { createReplayActions, type ReplayActions } from './replay-actions.ts';
import { emptyDraft } from './replay-state.ts';
import { createRunActions, type RunActions } from './run-actions.ts';
import { createSessionActions, type SessionActions } from './session-actions.ts';
import type { Store, StoreParts } from './store-parts.ts';

export interface App {
  store: Store;
  backend: Backend;
  document: DocumentActions;
  session: SessionActions;
  runs: RunActions;
  previews: PreviewActions;
  replays: ReplayActions;
  imports: ImportActions;
  /** Opens the plan used last, or the sample on first start. */
  start: () => Promise<void>;
  /** Stops everything under way; saves are finished first. */
  stop: () => Promise<void>;
}

const initial: AppState = {
  document: null,
  session: {
    screen: 'verdict',
    scenario: 'base',
    selection: {},
    selections: 0,
    navigations: 0,
    theme: 'system',
    plans: [],
    notices: [],
    span: emptyDraft,
    panel: null,
  },
  jobs: {
    latest: {},
    running: {},
    runFailures: {},
    preview: null,
    replay: null,
    imports: [],
    importsFinished: 0,
  },
  failure: null,
};

/** The one store of a window: a document, a session and jobs, with the actions on them. */
export function createApp(parts: StoreParts): App {
  const store: Store = createStore<AppState>(() => initial);
  const document = createDocumentActions(store, parts);
  const runs = createRunActions(store, parts, document);
  const session = createSessionActions(store, parts, { document, runs });
  const imports = createImportActions(store, parts);
  const previews = createPreviewActions(store, parts);
  const replays = createReplayActions(store, parts, document);

  return {
    store,
    backend: parts.backend,
    document,
    session,
    runs,
    previews,
    replays,
    imports,
    start: session.start,
    async stop() {
      previews.stop();
      replays.stop();
      runs.stop();
      imports.stop();
      await document.flush();
    },
  };
}
