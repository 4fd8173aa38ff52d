/** States before and after the present one. Snapshots share what did not change, so they are cheap. */
export interface EditHistory<State> {
  past: readonly Edit<State>[];
  present: State;
  future: readonly Edit<State>[];
  /** Edits of the same group become one step, so that typing a word is undone at once. */
  group: string | null;
}

export interface Edit<State> {
  /** What was done, for "Undo …". */
  label: string;
  /** The state to go back (or forward) to. */
  state: State;
}

/** Steps kept; older ones are forgotten. */
const LONGEST = 500;

export const startHistory = <State>(present: State): EditHistory<State> => ({
  past: [],
  present,
  future: [],
  group: null,
});

export interface EditOptions {
  label: string;
  group?: string | null | undefined;
}

export function recordEdit<State>(
  history: EditHistory<State>,
  next: State,
  { label, group = null }: EditOptions,
): EditHistory<State> {
  if (Object.is(next, history.present)) return history;
  const continues = group !== null && group === history.group && history.past.length > 0;
  return {
    past: continues ? history.past : [...history.past, { label, state: history.present }].slice(-LONGEST),
    present: next,
    future: [],
    group,
  };
}

/** The next edit begins a step of its own, whatever its group. */
export const closeGroup = <State>(history: EditHistory<State>): EditHistory<State> =>
  history.group === null ? history : { ...history, group: null };

export function undoEdit<State>(history: EditHistory<State>): EditHistory<State> {
  const last = history.past.at(-1);
  if (!last) return history;
  return {
    past: history.past.slice(0, -1),
    present: last.state,
    future: [{ label: last.label, state: history.present }, ...history.future],
    group: null,
  };
}

export function redoEdit<State>(history: EditHistory<State>): EditHistory<State> {
  const [next, ...future] = history.future;
  if (!next) return history;
  return {
    past: [...history.past, { label: next.label, state: history.present }],
    present: next.state,
    future,
    group: null,
  };
}
