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

/** A change in percent with its sign: `+30 to +60 %`, `−5 %`. */
export function changeText(value: Quantity): string {
  const signed = (share: number) => `${share > 0 ? '+' : ''}${percentText(share)}`;
  return isRange(value) ? `${signed(value.low).slice(0, -2)} to ${signed(value.high)}` : signed(value);
}

/** A factor: `2.1 to 3.4 times`. */
export const factorText = (value: Quantity): string => amountText(value, 'times');

/** Minutes in the units people say: `45 min`, `2 h`, `1 h 30 min`, `3 days`. Ranges keep one unit. */
export function minutesText(value: Quantity): string {
  if (isRange(value)) return value.high >= 180 ? amountText({ low: value.low / 60, high: value.high / 60 }, 'h') : amountText(value, 'min');
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
  const days = isRange(value) ? { low: Math.round(value.low / 24), high: Math.round(value.high / 24) } : Math.round(value / 24);
  return amountText(days, 'days');
}

/** `1 day`, `3 days`. */
export function countText(count: number, noun: string, plural = `${noun}s`): string {
  return `${numberText(count, 12)}${NO_BREAK}${count === 1 ? noun : plural}`;
}

/** `Edge`, `Edge and Web`, `Edge, Web and Payment`. */
export function andText(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** First letter in upper case. */
export const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
