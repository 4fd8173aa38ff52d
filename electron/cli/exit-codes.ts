/** What the program ends with, so that scripts and gates can act on it. */
export const EXIT = {
  /** Done, and what was asked holds. */
  met: 0,
  /** Done, and what was asked does not hold. */
  notMet: 1,
  /** Usage, bad input, not found, or not possible now. */
  badInput: 2,
  /** A fault in Headroom. */
  bug: 3,
  /** Ctrl-C, by convention 128 + the signal's number. */
  interrupted: 130,
  terminated: 143,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
