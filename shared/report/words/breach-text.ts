import type { Clause } from '../../domain/clause.ts';

/** What counts as a breach, for clauses that do not define it themselves. */
export function breachText(clause: Clause): string {
  const period = clause.window.kind === 'rolling' ? `any ${clause.window.days} days in a row` : `a calendar ${clause.window.unit}`;
  return `The promise is broken when its figure, measured over ${period} as described here, misses the target of the tier agreed. A single slow or failed request is not a breach.`;
}
