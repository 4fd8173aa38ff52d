import { groupDigits } from '#shared/units/group-thousands.ts';

/**
 * A number as people read it: three significant digits unless told otherwise, thin spaces between thousands.
 */
export function formatNumber(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return '–';
  const magnitude = Math.abs(value);
  const decimals =
    magnitude >= 10 ** (digits - 1) || value === 0
      ? 0
      : Math.min(8, digits - 1 - Math.floor(Math.log10(magnitude)));
  const fixed = Number(value.toFixed(decimals));
  return groupThousands(String(Math.abs(fixed) < 1e-6 && fixed !== 0 ? fixed.toExponential(1) : fixed));
}

/** `12345.6` → `12 345.6` with thin no-break spaces. */
export function groupThousands(text: string): string {
  const [whole = '', fraction] = text.replace('-', '\u2212').split('.');
  const grouped = groupDigits(whole);
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
