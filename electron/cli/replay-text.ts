import type { Plan } from '#shared/domain/plan.ts';
import { describeInterventions } from '#shared/verdicts/engines/chaos-sentence.ts';
import {
  figureName,
  formatBetween,
  formatDifference,
  formatFigure,
} from '#shared/verdicts/engines/figure-words.ts';
import type { HourReport } from '#shared/verdicts/engines/hour-report.ts';
import { groupReasons } from '#shared/verdicts/engines/reason-groups.ts';
import { startSentence } from '#shared/verdicts/number-words.ts';
import { formatTable, wrapText } from './table.ts';

const WIDTH = 96;
const MARKS = { inside: '● agrees', near: '◐ close', apart: '○ differs' } as const;

/** A replay for people: both engines in a table, then why they differ. */
export function formatReplay(plan: Plan, report: HourReport): string {
  const { planName, scenarioName, localTime, timeZone, minutes, seed, future, replay, comparisons } = report;
  const rows = comparisons.map((each) => [
    startSentence(figureName(plan, each)),
    formatFigure(each.measure, each.fast),
    formatFigure(each.measure, each.replay.value),
    formatBetween(each.measure, each.replay),
    formatDifference(each),
    MARKS[each.agreement],
  ]);
  return [
    `${planName} · ${scenarioName} · ${localTime.replace('T', ' ')} (${timeZone}), ${minutes} minutes`,
    `Future ${future.number} of seed ${seed}, ${replay.repetitions} repetitions, ${replay.requests.toLocaleString('en').replaceAll(',', '\u202f')} requests`,
    ...(report.interventions.length > 0 ? [`With ${describeInterventions(plan, report.interventions)}`] : []),
    '',
    wrapText(report.sentence, WIDTH),
    '',
    formatTable(
      [
        { title: 'Figure' },
        { title: 'Time-step', align: 'right' },
        { title: 'Replay', align: 'right' },
        { title: '99\u00a0% interval', align: 'right' },
        { title: 'Difference', align: 'right' },
        { title: '' },
      ],
      rows,
    ),
    ...groupReasons(plan, comparisons).flatMap(({ figures, text }) => [
      '',
      wrapText(figures, WIDTH),
      wrapText(text, WIDTH, '  '),
    ]),
    '',
    wrapText(checkWords(report), WIDTH),
  ].join('\n');
}

function checkWords({ replay: { checks, warmUpMinutes } }: HourReport): string {
  const little = Math.max(0, ...checks.little.map(({ difference }) => difference));
  const requests = checks.conserved
    ? 'Every request is accounted for'
    : 'Some requests are NOT accounted for: a fault in Headroom';
  return `${requests}; Little’s law holds to ${(little * 100).toPrecision(2)}\u00a0% at every component; ${Math.round(warmUpMinutes)} minutes of warm-up.`;
}
