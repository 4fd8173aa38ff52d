import type { Plan } from '#shared/domain/plan.ts';
import type { Estimate } from '#shared/replay/replay-result.ts';
import { formatBetween, formatFigure, measureWords } from '#shared/verdicts/engines/figure-words.ts';
import type { HourReport } from '#shared/verdicts/engines/hour-report.ts';
import type { Measure } from '#shared/verdicts/engines/compared-figure.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { Table, type Column } from '#renderer/ui/Table.tsx';

interface Row {
  key: string;
  journey: string;
  measure: Measure;
  without: Estimate | null;
  with: Estimate | null;
  /** Whether the intervals leave no doubt that they differ. */
  isChanged: boolean;
}

/** What the disturbance changed, journey by journey, in the replay. */
export function WithAndWithout({ plan, calm, report }: { plan: Plan; calm: HourReport; report: HourReport }) {
  const rows = plan.journeys.flatMap(({ id, name }) => rowsOf(id, name, calm, report));
  return (
    <Card title="With and without" subtitle="the same future replayed twice; 99 % intervals">
      <Table
        caption="Figures of the replay with the disturbance and without"
        columns={columns}
        rows={rows}
        rowKey={({ key }) => key}
        fileName={`with-and-without-${report.localTime.replace(':', '')}`}
      />
    </Card>
  );
}

function rowsOf(id: string, name: string, calm: HourReport, report: HourReport): Row[] {
  const before = calm.replay.journeys.find(({ journey }) => journey === id);
  const after = report.replay.journeys.find(({ journey }) => journey === id);
  if (!before || !after) return [];
  const row = (measure: Measure, without: Estimate | null, present: Estimate | null): Row => ({
    key: `${id}/${measure}`,
    journey: name,
    measure,
    without,
    with: present,
    isChanged:
      without !== null && present !== null && (present.low > without.high || present.high < without.low),
  });
  const lost = (['limited', 'shed', 'rejected', 'timedOut', 'failed'] as const).filter(
    (kind) => (before.losses?.[kind].value ?? 0) > 1e-5 || (after.losses?.[kind].value ?? 0) > 1e-5,
  );
  return [
    row('p95', before.responseMs?.p95 ?? null, after.responseMs?.p95 ?? null),
    row('throughput', before.throughputPerSecond, after.throughputPerSecond),
    ...lost.map((kind) => row(kind, before.losses?.[kind] ?? null, after.losses?.[kind] ?? null)),
  ].filter(({ without, with: present }) => (without?.value ?? 0) > 0 || (present?.value ?? 0) > 0);
}

const columns: Column<Row>[] = [
  {
    id: 'journey',
    header: 'Journey',
    cell: ({ journey }) => journey,
    value: ({ journey }) => journey,
  },
  {
    id: 'figure',
    header: 'Figure',
    cell: ({ measure }) => measureWords[measure],
    value: ({ measure }) => measureWords[measure],
  },
  {
    id: 'without',
    header: 'Without',
    align: 'end',
    cell: ({ measure, without }) => <Found measure={measure} estimate={without} />,
    value: ({ without }) => without?.value,
  },
  {
    id: 'with',
    header: 'With',
    align: 'end',
    cell: ({ measure, with: present, isChanged }) =>
      isChanged ? (
        <b>
          <Found measure={measure} estimate={present} />
        </b>
      ) : (
        <Found measure={measure} estimate={present} />
      ),
    value: (row) => row.with?.value,
  },
];

function Found({ measure, estimate }: { measure: Measure; estimate: Estimate | null }) {
  if (!estimate) return <span className="note">nobody answered</span>;
  return (
    <>
      {formatFigure(measure, estimate.value)}{' '}
      <span className="note replay-interval">({formatBetween(measure, estimate)})</span>
    </>
  );
}
