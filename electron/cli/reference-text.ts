import { formatTable } from './table.ts';
import type { CheckedResult } from '#shared/replay/known-results/check-results.ts';
import { isUncovered, type Summary } from '#shared/replay/known-results/summary.ts';

/** What a checked table says, for a terminal. */
export function referenceText(results: readonly CheckedResult[], summary: Summary): string {
  return [
    modelTable(summary),
    ...(summary.approximations.length > 0
      ? ['Where the engine approximates', approximationTable(summary)]
      : []),
    verdictLine(summary),
    ...detailLines(results),
  ].join('\n\n');
}

function modelTable({ models }: Summary): string {
  return formatTable(
    [
      { title: 'model' },
      { title: 'cases', align: 'right' },
      { title: 'exact, inside', align: 'right' },
      { title: 'largest deviation', align: 'right' },
      { title: 'replay, 99 % covers', align: 'right' },
    ],
    modelRows(models),
  );
}

export const modelRows = (models: Summary['models']): string[][] =>
  models.map(({ model, cases, closedForms, simulated }) => [
    model,
    String(cases),
    outOf(closedForms.inside, closedForms.cases),
    closedForms.cases === 0 ? '–' : magnitude(closedForms.largest),
    outOf(simulated.covered, simulated.cases),
  ]);

function approximationTable({ approximations }: Summary): string {
  return formatTable(
    [
      { title: 'model' },
      { title: 'quantity' },
      { title: 'cases', align: 'right' },
      { title: 'largest error', align: 'right' },
      { title: 'bound', align: 'right' },
    ],
    approximationRows(approximations),
  );
}

export const approximationRows = (approximations: Summary['approximations']): string[][] =>
  approximations.map(({ model, quantity, cases, largest, bound }) => [
    model,
    quantity,
    String(cases),
    percent(largest),
    bound === undefined ? 'not measured' : percent(bound),
  ]);

export function verdictLine({ closedForms, approximations, simulated, uncovered, ok }: Summary): string {
  const inside = approximations.reduce((sum, each) => sum + each.inside, 0);
  const approximated = approximations.reduce((sum, each) => sum + each.cases, 0);
  const parts = [
    `exact answers: ${closedForms.inside} of ${closedForms.cases} inside their tolerance`,
    ...(approximated > 0 ? [`approximations: ${inside} of ${approximated} within their bound`] : []),
    ...(simulated.cases > 0
      ? [
          `replay: ${simulated.covered} of ${simulated.cases} 99\u00a0% intervals cover (${percent(simulated.covered / simulated.cases)}; ${simulated.allowedMisses} may miss)`,
        ]
      : []),
    ...(uncovered > 0 ? [`${uncovered} not covered`] : []),
  ];
  return `${ok ? 'Agrees' : 'Does not agree'}: ${parts.join('; ')}.`;
}

/** What lies outside, and what could not be checked. */
export function detailLines(results: readonly CheckedResult[]): string[] {
  const outside = results.filter((result) => !result.ok && !isUncovered(result)).map(outsideLine);
  const left = results.flatMap(({ id, notes }) => notes.map((note) => `  ${id}: ${note}`));
  return [
    ...(outside.length > 0 ? [['Outside:', ...outside].join('\n')] : []),
    ...(left.length > 0 ? [['Not checked:', ...left].join('\n')] : []),
  ];
}

function outsideLine({
  id,
  quantity,
  expected,
  closedForm,
  approximation,
  simulated,
}: CheckedResult): string {
  const parts = [
    ...(closedForm && !closedForm.ok ? [`exact answer ${closedForm.value}`] : []),
    ...(approximation && !approximation.ok
      ? [
          `approximation ${short(approximation.value)}, ${percent(Math.abs(approximation.error))} off, bound ${percent(approximation.bound!)}`,
        ]
      : []),
    ...(simulated && !simulated.ok ? [`replay ${interval(simulated)}`] : []),
  ];
  return `  ${id} ${quantity}: expected ${short(expected)}; ${parts.join('; ')}`;
}

export const interval = ({ low, high }: { low: number; high: number }): string =>
  `${short(low)} to ${short(high)}`;

export const short = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) < 1e15 ? String(value) : String(Number(value.toPrecision(4)));

const outOf = (part: number, all: number): string => (all === 0 ? '–' : `${part} of ${all}`);

export const percent = (value: number): string =>
  value > 0 && value < 0.0005 ? `${magnitude(100 * value)}\u00a0%` : `${(100 * value).toFixed(1)}\u00a0%`;

/** The power of ten above, 1e-12 at least: last digits of exponentials and powers differ from machine to machine. */
export const magnitude = (value: number): string =>
  `under 1e${Math.max(-12, Math.ceil(Math.log10(Math.max(value, Number.MIN_VALUE))))}`;
