import { Option } from 'commander';
import { tiers, type Tier } from '#shared/domain/clause.ts';
import type { FinishedRun } from '#shared/contract/run-records.ts';
import type { VerdictDocument } from '#shared/verdicts/verdict-document.ts';
import { EXIT } from './exit-codes.ts';
import type { Session } from './session.ts';
import { formatVerdict } from './verdict-text.ts';

export const tierOption = (): Option =>
  new Option('--tier <tier>', 'the tier whose promises decide the exit code and are explained')
    .choices(tiers)
    .default('baseline');

/** Prints the verdict and sets the exit code: met when every clause of the tier is sustainable. */
export function printVerdict({ print, finish }: Session, { run, verdict }: FinishedRun, tier: Tier): object {
  const document = { run: run.id, ...verdict };
  print(document, () => formatVerdict(run.id, verdict, tier));
  finish(isMet(verdict, tier) ? EXIT.met : EXIT.notMet);
  return document;
}

function isMet({ clauses }: VerdictDocument, tier: Tier): boolean {
  return clauses.every((clause) => clause.tiers.find((one) => one.tier === tier)?.verdict === 'sustainable');
}
