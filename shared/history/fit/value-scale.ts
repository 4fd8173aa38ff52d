import type { DayGrid } from './day-grid.ts';

/**
 * On which scale the series is modelled.
 * `log`: positive values, effects multiply. `alreadyLog`: the file holds logarithms, effects add and
 * multiply what they stand for. `additive`: values that reach zero or below, effects add.
 */
export type ValueScale = 'log' | 'alreadyLog' | 'additive';

export interface ScaleChoice {
  scale: ValueScale;
  /** Added before the logarithm of a single slot, so that rare zeros stay finite. */
  offset: number;
  warnings: string[];
}

/** `logarithms`: the imported values were found to be logarithms already. */
export function chooseScale(grid: DayGrid, logarithms: boolean): ScaleChoice {
  const values = grid.values.filter(Number.isFinite);
  const negative = values.filter((value) => value < 0).length;
  const zero = values.filter((value) => value === 0).length;
  const level = values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length;
  if (logarithms) {
    return {
      scale: 'alreadyLog',
      offset: 0,
      warnings: [
        'The values are natural logarithms already (e to their power gives whole numbers). They are fitted as they are, without another logarithm; level, growth and season are those of the numbers behind them.',
      ],
    };
  }
  if (negative > 0) {
    return {
      scale: 'additive',
      offset: 0,
      warnings: [
        `${share(negative, values.length)} of the values are below zero: growth and seasons are fitted as amounts that add, not as factors.`,
      ],
    };
  }
  const warnings =
    zero > values.length * 0.01
      ? [
          `${share(zero, values.length)} of the values are zero. They are kept; if they mean "no measurement", mark them as missing.`,
        ]
      : [];
  return { scale: 'log', offset: 0.02 * level, warnings };
}

/** Fractions whose exponentials are whole numbers; beyond 100,000 every fraction would do. */
export function looksLogarithmic(raw: Float64Array): boolean {
  const step = Math.max(1, Math.floor(raw.length / 500));
  let seen = 0;
  let telling = 0;
  let logarithms = 0;
  for (let index = 0; index < raw.length; index += step) {
    const value = raw[index]!;
    if (!Number.isFinite(value)) continue;
    seen += 1;
    const original = Math.exp(value);
    if (original < 5 || original > 1e5) continue;
    telling += 1;
    if (!Number.isInteger(value) && Math.abs(original - Math.round(original)) < 1e-3) logarithms += 1;
  }
  return telling >= 20 && telling >= 0.5 * seen && logarithms >= 0.95 * telling;
}

const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)}\u00a0%`;

/** A daily level on the model's scale. Levels below `floor` count as `floor` under a logarithm. */
export const toModelScale = (level: number, scale: ValueScale, floor: number): number =>
  scale === 'log'
    ? level > floor
      ? Math.log(level)
      : floor > 0 && Number.isFinite(level)
        ? Math.log(floor)
        : Number.NaN
    : level;

export const fromModelScale = (value: number, scale: ValueScale): number =>
  scale === 'log' ? Math.exp(value) : value;
