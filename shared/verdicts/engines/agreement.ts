import type { Plan } from '../../domain/plan.ts';
import { countWord, formatNumber, NO_BREAK } from '../number-words.ts';
import { type ComparedFigure, isTime, type Measure } from './compared-figure.ts';
import { figureName, formatBetween, formatFigure } from './figure-words.ts';

/**
 * The sentence that opens a replay: whether both engines agree on what the plan promises first.
 * "Both engines agree on checkout p95: 412 ms against 405 to 418 ms."
 */
export function agreementSentence(plan: Plan, figures: readonly ComparedFigure[]): string {
  const first = findFirst(plan, figures);
  if (!first) return 'Nobody is answered in this span, in either engine.';
  return `${openingOf(plan, first)}${others(figures, first)}`;
}

/** The percentile nearest to the plan's first promise of response time; without one, of its busiest journey. */
export function findFirst(plan: Plan, figures: readonly ComparedFigure[]): ComparedFigure | undefined {
  const promise = plan.clauses.find(({ metric }) => metric === 'latency');
  const journeys = figures.filter(({ subject }) => subject.kind === 'journey');
  if (promise?.metric === 'latency') {
    const wanted = percentileOf(promise.tiers.baseline.percentile);
    const found = journeys.find(
      ({ subject, measure }) => subject.id === promise.journey && measure === wanted,
    );
    if (found) return found;
  }
  const busiest = journeys
    .filter(({ measure }) => measure === 'throughput')
    .toSorted((a, b) => b.replay.value - a.replay.value)[0];
  return (
    journeys.find(({ subject, measure }) => subject.id === busiest?.subject.id && measure === 'p95') ??
    busiest
  );
}

const percentileOf = (share: number): Measure => (share < 0.75 ? 'p50' : share < 0.98 ? 'p95' : 'p99');

function openingOf(plan: Plan, figure: ComparedFigure): string {
  const { measure, fast, replay, agreement } = figure;
  const name = figureName(plan, figure);
  const both = `${formatFigure(measure, fast)} against ${formatBetween(measure, replay)}`;
  if (agreement === 'inside') return `Both engines agree on ${name}: ${both}.`;
  return `The engines ${agreement === 'near' ? 'are close' : 'differ'} on ${name}: ${both}${sideOf(figure)}.`;
}

function sideOf({ measure, relative, difference }: ComparedFigure): string {
  if (relative === null || !(isTime(measure) || measure === 'throughput')) return '';
  const percent = formatNumber(Math.abs(relative) * 100, Math.abs(relative) < 0.1 ? 1 : 0);
  return `, ${percent}${NO_BREAK}% ${difference < 0 ? 'low' : 'high'}`;
}

function others(figures: readonly ComparedFigure[], first: ComparedFigure): string {
  const apart = figures.filter((figure) => figure !== first && figure.agreement === 'apart').length;
  if (apart === 0) return '';
  const all = figures.length - 1;
  const also = first.agreement === 'apart' ? ' also' : '';
  return ` They${also} differ on ${countWord(apart)} of the other ${countWord(all)} figures.`;
}
