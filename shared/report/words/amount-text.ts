import { numberText, percentText } from '../../charts/number-text.ts';
import { isRange, type Quantity } from '../../units/quantity.ts';

const NO_BREAK = '\u00a0';

/** `38 to 46 ms`; the unit is written once and never on a line of its own. */
export function amountText(value: Quantity, unit = ''): string {
  const tail = unit === '' ? '' : `${NO_BREAK}${unit}`;
  if (!isRange(value)) return `${numberText(value, 4)}${tail}`;
  return `${numberText(value.low, 4)} to ${numberText(value.high, 4)}${tail}`;
}

/** A share or a range of shares in percent: `30 to 60 %`. */
export function shareText(value: Quantity): string {
  if (!isRange(value)) return percentText(value);
  const [low, high] = [percentText(value.low), percentText(value.high)];
  return `${low.slice(0, -2)} to ${high}`;
}

/** A change as a verb and a share: `grows by 30 to 60 %`, `shrinks by 5 %`, `changes by −5 to +10 %`. */
export function changeText(value: Quantity): string {
  const [low, high] = isRange(value) ? [value.low, value.high] : [value, value];
  if (low >= 0) return `grows by ${shareText(value)}`;
  if (high <= 0) return `shrinks by ${shareText(isRange(value) ? { low: -high, high: -low } : -value)}`;
  return `changes by ${percentText(low).slice(0, -2)} to +${percentText(high)}`;
}

/** A factor: `2.1 to 3.4 times`. */
export function factorText(value: Quantity): string {
  const rounded = (factor: number) => Number(factor.toPrecision(3));
  return amountText(
    isRange(value) ? { low: rounded(value.low), high: rounded(value.high) } : rounded(value),
    'times',
  );
}

/** Minutes in the units people say: `45 min`, `2 h`, `1 h 30 min`, `3 days`. Ranges keep one unit. */
export function minutesText(value: Quantity): string {
  if (isRange(value))
    return value.high >= 180
      ? amountText({ low: value.low / 60, high: value.high / 60 }, 'h')
      : amountText(value, 'min');
  if (value < 60) return `${numberText(value)}${NO_BREAK}min`;
  if (value % 1440 === 0) return countText(value / 1440, 'day');
  const hours = Math.floor(value / 60);
  const minutes = Math.round(value % 60);
  return minutes === 0 ? `${numberText(hours)}${NO_BREAK}h` : `${hours}${NO_BREAK}h ${minutes}${NO_BREAK}min`;
}

/** Hours, or days from three on. */
export function hoursText(value: Quantity): string {
  const high = isRange(value) ? value.high : value;
  if (high < 72) return amountText(value, 'h');
  const days = isRange(value)
    ? { low: Math.round(value.low / 24), high: Math.round(value.high / 24) }
    : Math.round(value / 24);
  return amountText(days, 'days');
}

/** `1 day`, `3 days`. */
export function countText(count: number, noun: string, plural = `${noun}s`): string {
  return `${numberText(count, 12)}${NO_BREAK}${count === 1 ? noun : plural}`;
}
