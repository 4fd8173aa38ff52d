import { isRange, type Quantity } from './quantity.ts';

export type ParsedQuantity = { ok: true; value: Quantity } | { ok: false; message: string };

export interface QuantityTextOptions {
  /** Divide what is typed by this to get what is stored: 100 for a share shown in percent. */
  scale?: number;
}

const NUMBER = String.raw`[-+]?(?:\d[\d\s\u202f\u00a0]*)?(?:[.,]\d+)?(?:e[-+]?\d+)?`;
const SINGLE = new RegExp(`^(${NUMBER})\\s*%?$`, 'i');
const TO = new RegExp(`^(${NUMBER})\\s*%?\\s*(?:to|–|—|\\.\\.|bis)\\s*(${NUMBER})\\s*%?$`, 'i');
const PLUS_MINUS = new RegExp(`^(${NUMBER})\\s*%?\\s*(?:±|\\+/-|\\+-)\\s*(${NUMBER})\\s*(%)?$`, 'i');

/**
 * Reads a quantity as people type it: `8`, `200 to 300`, `250 ± 10 %`, `0.021 ± 0.004`.
 * A percent sign after ± is relative unless the field itself is in percent (`scale: 100`).
 */
export function parseQuantity(text: string, { scale = 1 }: QuantityTextOptions = {}): ParsedQuantity {
  const typed = text.trim();
  if (typed === '') return no('Type a number, or a range such as "200 to 300" or "250 ± 10 %".');
  const single = SINGLE.exec(typed);
  if (single) return fromNumbers([toNumber(single[1])], scale, typed);
  const to = TO.exec(typed);
  if (to) return fromNumbers([toNumber(to[1]), toNumber(to[2])], scale, typed);
  const around = PLUS_MINUS.exec(typed);
  if (around) {
    const centre = toNumber(around[1]);
    const relative = around[3] === '%' && scale === 1;
    const spread = relative ? (Math.abs(centre) * toNumber(around[2])) / 100 : toNumber(around[2]);
    return fromNumbers([centre - spread, centre + spread], scale, typed);
  }
  return no(`"${typed}" is not a quantity. Type a number, "200 to 300" or "250 ± 10 %".`);
}

/** Writes a quantity the way `parseQuantity` reads it. */
export function formatQuantity(value: Quantity, { scale = 1 }: QuantityTextOptions = {}): string {
  if (!isRange(value)) return plainNumber(value * scale);
  return `${plainNumber(value.low * scale)} to ${plainNumber(value.high * scale)}`;
}

/** Up to twelve significant digits, without the tail that binary fractions leave. */
function plainNumber(value: number): string {
  return String(Number(value.toPrecision(12)));
}

function fromNumbers(numbers: number[], scale: number, typed: string): ParsedQuantity {
  if (numbers.some((number) => !Number.isFinite(number))) return no(`"${typed}" is not a quantity.`);
  const [low, high] = numbers.map((number) => Number((number / scale).toPrecision(12)));
  if (low === undefined) return no(`"${typed}" is not a quantity.`);
  if (high === undefined || low === high) return { ok: true, value: low };
  if (low > high) return no(`"${typed}" runs backwards. Write the smaller number first.`);
  return { ok: true, value: { low, high } };
}

function toNumber(text: string | undefined): number {
  const digits = (text ?? '').replace(/[\s\u202f\u00a0]/g, '').replace(',', '.');
  return digits === '' ? Number.NaN : Number(digits);
}

const no = (message: string): ParsedQuantity => ({ ok: false, message });
