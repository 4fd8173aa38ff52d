import type { Plan } from '../../domain/plan.ts';
import { formatNumber, midSentence, NO_BREAK } from '../number-words.ts';
import { type ComparedFigure, isTime, type Measure } from './compared-figure.ts';

export const measureWords: Record<Measure, string> = {
  p50: 'p50',
  p95: 'p95',
  p99: 'p99',
  throughput: 'answered',
  limited: 'turned away by limits',
  shed: 'shed',
  rejected: 'rejected',
  timedOut: 'timed out',
  failed: 'failed',
  utilization: 'utilization',
  wait: 'mean wait',
};

/** A figure of the measure with its unit: `412 ms`, `34.6 /s`, `0.24 %`. */
export function formatFigure(measure: Measure, value: number): string {
  return `${bareFigure(measure, value)}${NO_BREAK}${unitOf(measure)}`;
}

/** Both ends of the interval: `405 to 418 ms`. */
export const formatBetween = (measure: Measure, { low, high }: { low: number; high: number }): string =>
  `${bareFigure(measure, atLeastNothing(low))} to ${formatFigure(measure, high)}`;

/** How far the time-step engine is off: `+12 %`, `−0.3 points`, `±0`. */
export function formatDifference({ measure, difference, relative }: ComparedFigure): string {
  if (!isTime(measure) && measure !== 'throughput') {
    const points = Number((difference * 100).toFixed(2));
    return points === 0 ? '±0' : `${signed(points, 2)}${NO_BREAK}points`;
  }
  if (relative === null) return difference === 0 ? '±0' : signed(difference, 1);
  const percent = Number((relative * 100).toFixed(1));
  return percent === 0 ? '±0' : `${signed(percent, 1)}${NO_BREAK}%`;
}

/** `checkout p95`, `Cart store utilization`. */
export function figureName(plan: Plan, { subject, measure }: ComparedFigure): string {
  const parts = subject.kind === 'journey' ? plan.journeys : plan.components;
  const name = parts.find(({ id }) => id === subject.id)?.name ?? subject.id;
  return `${subject.kind === 'journey' ? midSentence(name) : name} ${measureWords[measure]}`;
}

function bareFigure(measure: Measure, value: number): string {
  if (isTime(measure) || measure === 'throughput') return significant(value);
  return significant(value * 100);
}

/** Three significant digits, every digit before the point. */
function significant(value: number): string {
  if (value === 0) return '0';
  const magnitude = Math.floor(Math.log10(Math.abs(value)));
  return magnitude < -6 ? '0' : formatNumber(value, Math.max(0, Math.min(6, 2 - magnitude)));
}

const unitOf = (measure: Measure): string => (isTime(measure) ? 'ms' : measure === 'throughput' ? '/s' : '%');

/** An interval by Student may reach below what can be. */
const atLeastNothing = (value: number): number => Math.max(0, value);

const signed = (value: number, digits: number): string =>
  `${value > 0 ? '+' : ''}${formatNumber(value, digits)}`;
