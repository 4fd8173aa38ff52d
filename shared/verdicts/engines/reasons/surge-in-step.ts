import { formatNumber, withUnit } from '../../number-words.ts';
import type { Situation } from '../compared-figure.ts';
import { clockText, journeysOf } from '../figure-path.ts';
import type { Explain } from './explain.ts';

/** The time-step engine has one rate per step: a surge that fills a part of one is spread over all of it. */
export const surgeInStep: Explain = (situation, figure) => {
  const { compiled, replay } = situation;
  const { stepMinutes } = compiled.grid;
  const names = new Set(journeysOf(situation, figure).map(({ journey }) => journey));
  const surge = replay.interventions.find(
    (each) =>
      each.kind === 'surge' &&
      (each.from % stepMinutes !== 0 || each.minutes % stepMinutes !== 0) &&
      (!each.journeys || each.journeys.some((journey) => names.has(journey))),
  );
  return surge?.kind === 'surge' ? spread(situation, surge) : undefined;
};

function spread(
  { compiled }: Situation,
  { from, minutes, multiplier }: { from: number; minutes: number; multiplier: number },
): string {
  const step = withUnit(compiled.grid.stepMinutes, 'min');
  return `The surge of ${formatNumber(multiplier, 2)} times the arrivals at ${clockText(compiled, from)} lasts ${withUnit(Math.round(minutes), 'min')}: the time-step engine spreads it over steps of ${step}, the replay lets it arrive when it does.`;
}
