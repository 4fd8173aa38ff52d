import { groupDigits } from '../units/group-thousands.ts';

export const NO_BREAK = '\u00a0';

const SMALL = [
  'none',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
  'twenty',
];

/** Whole numbers up to twenty as words, larger ones in digits. */
export const countWord = (count: number): string => SMALL[count] ?? formatNumber(count);

/** Up to `digits` decimals without trailing zeros, thousands in thin groups: `1 400`, `0.05`. */
export function formatNumber(value: number, digits = 6): string {
  const [whole = '0', fraction = ''] = Math.abs(value).toFixed(digits).split('.');
  const decimals = fraction.replace(/0+$/, '');
  return `${value < 0 ? '−' : ''}${groupDigits(whole)}${decimals === '' ? '' : `.${decimals}`}`;
}

/** A number and its unit, never parted at a line's end. */
export const withUnit = (value: number, unit: string): string => `${formatNumber(value)}${NO_BREAK}${unit}`;

/** A share that was written down (not estimated) in percent, every digit of it: `99.95 %`. */
export const formatShare = (share: number): string => `${formatNumber(share * 100, 8)}${NO_BREAK}%`;

/**
 * An estimated probability in percent: whole from 1 to 90, one decimal outside. Never 100 % when a
 * future failed, never 0 % when one did not.
 */
export function formatProbability(probability: number | { value: number }): string {
  const value = typeof probability === 'number' ? probability : probability.value;
  const percent = value * 100;
  if (value > 0 && percent < 0.1) return `<${NO_BREAK}0.1${NO_BREAK}%`;
  if (value < 1 && percent >= 99.95) return `>${NO_BREAK}99.9${NO_BREAK}%`;
  return `${percentDigits(percent)}${NO_BREAK}%`;
}

/** The interval of a probability: `59–65 %`. */
export function formatInterval({ low, high }: { low: number; high: number }): string {
  return `${percentDigits(low * 100)}–${percentDigits(high * 100)}${NO_BREAK}%`;
}

/** First letter in lower case unless the word is an abbreviation or a name in capitals. */
export function midSentence(name: string): string {
  const [first = '', second = ''] = name;
  return second === second.toUpperCase() && /\p{L}/u.test(second)
    ? name
    : first.toLowerCase() + name.slice(1);
}

export const startSentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `a`, `a and b`, `a, b and c`. */
export function listWords(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function percentDigits(percent: number): string {
  const digits = percent >= 90 || percent < 1 ? 1 : 0;
  return formatNumber(percent, digits);
}
