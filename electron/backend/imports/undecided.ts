import type { Detection } from '#shared/history/detect-mapping.ts';
import { UserProblem } from '../problems.ts';
import type { SourceFile } from './source-file.ts';

/** An import never guesses: what only a human can decide is refused with the option that settles it. */
export function refuseUndecided(source: SourceFile, { mapping, decisions, records }: Detection): void {
  if (records.length === 0) {
    throw new UserProblem(
      'no-records',
      `"${source.name}" has no records below its header. Expected at least one; check the export.`,
    );
  }
  const open = decisions.filter(({ question }) => question !== undefined);
  if (open.length > 0) {
    const code = open.some(({ field }) => field === 'timestamp')
      ? mapping.timestamp
        ? 'ambiguous-dates'
        : 'no-times'
      : 'ambiguous-numbers';
    throw new UserProblem(
      code,
      open.map(({ field, question }) => ({ path: `${source.name}: ${field}`, message: question! })),
    );
  }
  if (!mapping.columns.some(({ use }) => use)) {
    const known = mapping.columns.map(({ column }) => `"${column}"`).join(', ') || 'none';
    throw new UserProblem(
      'no-values',
      `No column of "${source.name}" is chosen as a series. Columns of numbers: ${known}. Choose at least one in the mapping.`,
    );
  }
}
