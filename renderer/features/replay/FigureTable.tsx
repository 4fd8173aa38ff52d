import type { Plan } from '#shared/domain/plan.ts';
import type { Verdict } from '#shared/verdicts/verdict-document.ts';
import { formatBetween, formatDifference, formatFigure } from '#shared/verdicts/engines/figure-words.ts';
import type { Comparison, HourReport } from '#shared/verdicts/engines/hour-report.ts';
import { reasonWords } from '#shared/verdicts/engines/reason-groups.ts';
import { VerdictGlyph } from '#renderer/app/VerdictGlyph.tsx';
import { IntervalBar } from '#renderer/charts/IntervalBar.tsx';
import { Table, type Column } from '#renderer/ui/Table.tsx';
import { VisuallyHidden } from '#renderer/ui/VisuallyHidden.tsx';
import { figureRows, type FigureRow } from './figure-rows.ts';

export interface FigureTableProps {
  plan: Plan;
  /** Null while the replay goes on: the time-step engine's figures stand there already. */
  report: HourReport | null;
  fast: HourReport['fast'];
  /** Only its figures, and those of the components it calls. */
  journey: string | undefined;
}

/** Both engines side by side: figure, interval, difference, and why. */
export function FigureTable({ plan, report, fast, journey }: FigureTableProps) {
  const rows = figureRows(plan, report, fast, journey);
  return (
    <Table
      caption="The figures of both engines, with the replay’s 99 % intervals"
      columns={columns}
      rows={rows}
      rowKey={({ key }) => key}
      fileName={report ? `replay-${report.localTime.replace(':', '')}` : undefined}
      empty={<p className="note">Nobody is answered in this span.</p>}
    />
  );
}

const agreementWords = { inside: 'agrees', near: 'close', apart: 'differs' } as const;
const glyphs: Record<Comparison['agreement'], Verdict> = {
  inside: 'sustainable',
  near: 'atRisk',
  apart: 'unsustainable',
};
const roles = { inside: 'holds', near: 'risk', apart: 'fails' } as const;

const columns: Column<FigureRow>[] = [
  {
    id: 'figure',
    header: 'Figure',
    width: '24%',
    cell: ({ name }) => <span className="replay-figure">{name}</span>,
    value: ({ name }) => name,
  },
  {
    id: 'fast',
    header: 'Time-step',
    align: 'end',
    cell: ({ fast }) => fast,
    value: ({ fast, comparison }) => comparison?.fast ?? fast,
  },
  {
    id: 'replay',
    header: 'Replay (99 %)',
    align: 'end',
    cell: ({ comparison }) =>
      comparison ? (
        <>
          {formatFigure(comparison.measure, comparison.replay.value)}{' '}
          <span className="note replay-interval">
            ({formatBetween(comparison.measure, comparison.replay)})
          </span>
        </>
      ) : (
        <span className="note">…</span>
      ),
    value: ({ comparison }) => comparison?.replay.value,
  },
  {
    id: 'difference',
    header: 'Difference',
    align: 'end',
    cell: ({ comparison }) => comparison && <Difference comparison={comparison} />,
    value: ({ comparison }) => comparison?.relative ?? comparison?.difference,
  },
  {
    id: 'bar',
    header: '±\u00a010\u00a0%',
    width: 116,
    cell: ({ comparison }) => comparison && <Bar comparison={comparison} />,
  },
  {
    id: 'why',
    header: 'Why',
    width: '19%',
    cell: ({ comparison }) => comparison && <Why comparison={comparison} />,
    value: ({ comparison }) => comparison?.reasons.map(({ text }) => text).join(' '),
  },
];

function Difference({ comparison }: { comparison: Comparison }) {
  const { agreement } = comparison;
  return (
    <span className="replay-difference" data-agreement={agreement}>
      {formatDifference(comparison)}
      <VerdictGlyph verdict={glyphs[agreement]} size={13} />
      <VisuallyHidden> {agreementWords[agreement]}</VisuallyHidden>
    </span>
  );
}

/** The bar reaches a tenth to both sides. */
const REACH = 0.1;

function Bar({ comparison: { replay, relative, agreement } }: { comparison: Comparison }) {
  if (relative === null || replay.value === 0) return null;
  return (
    <IntervalBar
      low={replay.low / replay.value - 1}
      high={replay.high / replay.value - 1}
      figure={relative}
      role={roles[agreement]}
      reach={REACH}
    />
  );
}

/** In a word or two; the sentences stand below the table. */
function Why({ comparison: { reasons, agreement } }: { comparison: Comparison }) {
  const told = agreement === 'inside' ? reasons.filter(({ kind }) => kind !== 'agrees') : reasons;
  if (told.length === 0) return <span className="note">inside the interval</span>;
  return (
    <span className="replay-why">
      {told
        .slice(0, 2)
        .map(({ kind }) => reasonWords[kind])
        .join(', ')}
    </span>
  );
}
