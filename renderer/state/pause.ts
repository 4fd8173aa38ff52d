import type { StoreParts } from './store-parts.ts';

/** Waits for a pause in what is asked for again and again, but not for ever; then does the newest. */
export function createPause(
  schedule: StoreParts['schedule'],
  { quietMs, latestMs }: { quietMs: number; latestMs: number },
) {
  let newest = () => {};
  let callOffQuiet: (() => void) | null = null;
  let callOffLatest: (() => void) | null = null;

  function end() {
    callOffQuiet?.();
    callOffLatest?.();
    callOffQuiet = null;
    callOffLatest = null;
  }

  function act() {
    if (!callOffQuiet) return;
    end();
    newest();
  }

  return {
    request(task: () => void) {
      newest = task;
      callOffQuiet?.();
      callOffQuiet = schedule(act, quietMs);
      callOffLatest ??= schedule(act, latestMs);
    },
    /** Nothing more is done. */
    end,
  };
}
