/*
 * eˣ by table: x = (n + r) · ln 2 / 256 with whole n, a table for the 256 fractions of a doubling and
 * four terms of the series for r. Relative error below 1e-12.
 */
const FRACTIONS = 256;
const PER_FRACTION = Math.LN2 / FRACTIONS;
/** Doublings the table of powers reaches each way. */
const REACH = 512;
const fractions = Float64Array.from({ length: FRACTIONS }, (_none, part) => 2 ** (part / FRACTIONS));
const powers = Float64Array.from({ length: 2 * REACH }, (_none, at) => 2 ** (at - REACH));

/** eˣ for |x| up to 350, for noise by the million; `Math.exp` beyond. */
export function fastExp(x: number): number {
  if (!(x > -350 && x < 350)) return Math.exp(x);
  const scaled = x / PER_FRACTION;
  const whole = Math.floor(scaled) | 0;
  const rest = (scaled - whole) * PER_FRACTION;
  return (
    powers[(whole >> 8) + REACH]! *
    fractions[whole & 255]! *
    (1 + rest * (1 + rest * (0.5 + rest * (1 / 6 + rest / 24))))
  );
}
