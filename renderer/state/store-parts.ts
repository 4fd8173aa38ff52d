import type { StoreApi } from 'zustand/vanilla';
import type { Backend } from '#renderer/api/client.ts';
import type { AppState } from './app-state.ts';

export type Store = StoreApi<AppState>;

/** What the actions need from outside. */
export interface StoreParts {
  backend: Backend;
  /** Runs the task after some milliseconds; gives the function that calls it off. */
  schedule: (task: () => void, ms: number) => () => void;
}
