/** The series cannot carry a fit. The message says what was found, what is needed and what to do. */
export class HistoryTooShort extends Error {
  readonly code = 'historyTooShort';
  override readonly name = 'HistoryTooShort';
}
