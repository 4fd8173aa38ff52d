import { expect, it } from 'vitest';
import type { VerdictDocument } from '#shared/verdicts/verdict-document.ts';
import { toPromiseRows } from '#renderer/app/promise-rows.ts';
import { aFinishedRun } from '../../makers/a-finished-run.ts';
import { theSamplePlan } from '../../makers/the-sample-plan.ts';

const plan = theSamplePlan();
const { verdict } = aFinishedRun(plan);

const withVerdict = (
  document: VerdictDocument,
  clause: string,
  changed: 'sustainable' | 'unsustainable',
): VerdictDocument => ({
  ...document,
  clauses: document.clauses.map((judged) =>
    judged.id === clause
      ? { ...judged, tiers: judged.tiers.map((tier) => ({ ...tier, verdict: changed })) }
      : judged,
  ),
});

it('marks exactly the promises whose verdict is another one than before', () => {
  const before = withVerdict(verdict, 'checkout-p95', 'sustainable');
  const now = withVerdict(verdict, 'checkout-p95', 'unsustainable');
  const changed = toPromiseRows(plan.clauses, now, before).flatMap(({ cells }) =>
    cells.filter(({ isChanged }) => isChanged),
  );
  expect(changed.map(({ clause, tier }) => `${clause}/${tier}`)).toEqual([
    'checkout-p95/optimistic',
    'checkout-p95/baseline',
    'checkout-p95/stretch',
  ]);
});

it('shows a promise that is newer than the run as not judged', () => {
  const newer = { ...plan.clauses[0]!, id: 'newer' };
  const [row] = toPromiseRows([newer], verdict, verdict);
  expect(row?.cells.map(({ now, isChanged }) => [now, isChanged])).toEqual([
    [null, false],
    [null, false],
    [null, false],
  ]);
});
