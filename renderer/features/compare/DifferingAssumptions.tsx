import { useMemo } from 'react';
import { getAtPath } from '#shared/domain/path.ts';
import { isSameJson } from '#shared/domain/equal.ts';
import { lineage } from '#shared/domain/scenario-edits.ts';
import { describeValue } from '#renderer/app/describe-override.ts';
import { useSourcePlan } from '#renderer/state/use-plan.ts';
import { resolvePlan } from '#renderer/state/selectors.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { Table, type Column } from '#renderer/ui/Table.tsx';
import { assumptionText } from '#renderer/app/assumption-text.ts';

interface Difference {
  path: string;
  name: string;
  left: unknown;
  right: unknown;
}

export interface DifferingAssumptionsProps {
  left: string;
  right: string;
  leftName: string;
  rightName: string;
}

/** Every assumption in which the two scenarios differ. */
export function DifferingAssumptions({ left, right, leftName, rightName }: DifferingAssumptionsProps) {
  const plan = useSourcePlan();
  const differences = useMemo((): Difference[] => {
    const overridden = [left, right].flatMap((id) =>
      lineage(plan, id).flatMap(({ overrides }) => overrides.map(({ path }) => path)),
    );
    const [a, b] = [resolvePlan(plan, left), resolvePlan(plan, right)];
    return [...new Set(overridden)]
      .map((path) => ({
        path,
        name: assumptionText([b, a], path),
        left: getAtPath(a, path),
        right: getAtPath(b, path),
      }))
      .filter((difference) => !isSameJson(difference.left, difference.right));
  }, [plan, left, right]);
  const columns: Column<Difference>[] = [
    {
      id: 'path',
      header: 'Assumption',
      cell: ({ name }) => name,
      value: ({ name }) => name,
    },
    {
      id: 'left',
      header: leftName,
      align: 'end',
      cell: (row) => describeValue(row.left),
      value: (row) => describeValue(row.left),
    },
    {
      id: 'right',
      header: rightName,
      align: 'end',
      cell: (row) => <b>{describeValue(row.right)}</b>,
      value: (row) => describeValue(row.right),
    },
  ];
  return (
    <Card
      title="What differs"
      subtitle={`${differences.length} assumption${differences.length === 1 ? '' : 's'}`}
    >
      <Table
        caption={`Assumptions in which ${leftName} and ${rightName} differ`}
        columns={columns}
        rows={differences}
        rowKey={({ path }) => path}
        fileName="differing-assumptions"
        empty={<p className="note">Nothing yet: both assume the same.</p>}
      />
    </Card>
  );
}
