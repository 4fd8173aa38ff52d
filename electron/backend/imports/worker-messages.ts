import type { Problem } from '#shared/domain/problem.ts';
import type { ImportReport } from '#shared/history/import-report.ts';
import type { ImportProgress } from './run-import.ts';

/** An error on its way between threads: classes do not survive it. */
export type ImportFailure =
  | { kind: 'cancelled' }
  | { kind: 'userProblem'; code: string; problems: Problem[] }
  | { kind: 'unavailable'; code: string; message: string }
  | { kind: 'bug'; message: string };

export type ImportMessage =
  | { kind: 'progress'; progress: ImportProgress }
  | { kind: 'done'; report: ImportReport }
  | { kind: 'failed'; failure: ImportFailure };
