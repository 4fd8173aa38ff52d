import { onTestFinished } from 'vitest';
import { createApp, type App } from '#renderer/state/app-store.ts';
import { aBackend, type ABackend } from './a-backend.ts';

export interface AnApp extends ABackend {
  app: App;
  /** Runs what the window would do after a pause. */
  settle: () => Promise<void>;
}

/** A window's store over a real backend. Its clock stands still: pauses end when `settle` says so. */
export async function anApp(given: ABackend = aBackend()): Promise<AnApp> {
  const waiting = new Set<() => void>();
  const app = createApp({
    backend: {
      api: given.client,
      stageFile: async (file) =>
        given.backend.stageStream(
          file.name,
          (await import('node:stream')).Readable.from([Buffer.from(await file.arrayBuffer())]),
        ),
    },
    schedule(task) {
      waiting.add(task);
      return () => waiting.delete(task);
    },
  });
  onTestFinished(() => app.stop());
  await app.start();
  return {
    ...given,
    app,
    async settle() {
      const tasks = [...waiting];
      waiting.clear();
      for (const task of tasks) task();
      await app.document.flush();
    },
  };
}
