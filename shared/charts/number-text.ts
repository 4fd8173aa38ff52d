import { groupDigits } from '../units/group-thousands.ts';
import { isRange, type Quantity } from '../units/quantity.ts';

const NO_BREAK = '\u00a0';

/** A number with three significant digits (all of them before the point), thousands grouped: `1 650`, `0.042`. */
export function numberText(value: number, significant = 3): string {
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const magnitude = Math.floor(Math.log10(Math.abs(value)));
  if (magnitude < -6) return value.toExponential(1);
  const digits = Math.max(0, Math.min(8, significant - 1 - magnitude));
  const [whole = '', part = ''] = Math.abs(value).toFixed(digits).split('.');
  const fraction = part.replace(/0+$/, '');
  const sign = value < 0 ? '−' : '';
  return `${sign}${groupDigits(whole)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** A share in percent; `97.4 %`. More digits near one, where they decide: `99.95 %`. */
export function percentText(share: number): string {
  const percent = share * 100;
  return `${Number(percent.toFixed(percentDigits(Math.abs(percent))))}${NO_BREAK}%`.replace('-', '−');
}

function percentDigits(percent: number): number {
  const missing = Math.abs(100 - percent);
  if (missing > 0 && missing < 1) return missing < 0.1 ? 3 : 2;
  if (percent > 0 && percent < 1) return Math.min(6, 1 - Math.floor(Math.log10(percent)));
  return percent < 10 || missing < 5 ? 1 : 0;
}

/** The number with its unit, never broken apart. A unit of `share` is written in percent. */
export function quantityText(value: number, unit: string): string {
  if (unit === 'share') return percentText(value);
  return unit === '' ? numberText(value) : `${numberText(value)}${NO_BREAK}${unit}`;
}

/** A quantity in words: `2 500`, `2 500 to 6 000`; `scale` 100 for shares in percent. */
export function rangeText(value: Quantity, unit = '', scale = 1): string {
  const suffix = unit === '' ? '' : `${NO_BREAK}${unit}`;
  const text = (number: number) => numberText(number * scale, 4);
  return isRange(value) ? `${text(value.low)} to ${text(value.high)}${suffix}` : `${text(value)}${suffix}`;
}

/** Utilization of whole percent; what is absurdly overloaded is not counted out. */
export const utilizationText = (share: number): string =>
  share > 9.99 ? `>${NO_BREAK}999${NO_BREAK}%` : `${Math.round(share * 100)}${NO_BREAK}%`;

/** Money in whole units from a hundred on: `€ 570`. */
export function moneyText(value: number, currency: string): string {
  const symbol = { EUR: '€', USD: '$', GBP: '£', CHF: 'CHF', JPY: '¥' }[currency] ?? currency;
  const rounded = Math.abs(value) >= 100 ? Math.round(value) : value;
  return `${symbol}${NO_BREAK}${numberText(rounded, Math.abs(value) >= 100 ? 12 : 3)}`;
}
