import { MONTHS, WEEKDAYS } from '#shared/charts/civil-date.ts';
import type { Season } from '#shared/domain/demand.ts';

/** Which shape: the 168 hours of a week from Monday midnight, or the 12 months from January. */
export type SeasonShape = 'hourOfWeek' | 'monthOfYear';

const LENGTHS: Record<SeasonShape, number> = { hourOfWeek: 168, monthOfYear: 12 };

/** The factors as they count; flat where the plan says nothing. */
export const factorsOf = (season: Season | undefined, shape: SeasonShape): number[] =>
  season?.[shape] ?? Array.from({ length: LENGTHS[shape] }, () => 1);

/** The same shape around a mean of 1, so that the level stays the mean; null when everything is zero. */
export function aroundOne(factors: readonly number[]): number[] | null {
  const mean = factors.reduce((sum, factor) => sum + factor, 0) / factors.length;
  return mean > 0 ? factors.map((factor) => Number((factor / mean).toFixed(5))) : null;
}

/** A season with one shape replaced; without factors that shape is flat. */
export function withFactors(
  season: Season | undefined,
  shape: SeasonShape,
  factors: number[] | undefined,
): Season {
  const { [shape]: _replaced, ...rest } = season ?? {};
  return factors ? { ...rest, [shape]: factors } : rest;
}

/** Rows and columns of the table: hours by weekdays, or months alone. */
export function tableOf(shape: SeasonShape): { rows: string[]; columns: string[] } {
  if (shape === 'monthOfYear') return { rows: [...MONTHS], columns: ['Factor'] };
  const hours = Array.from({ length: 24 }, (_hour, hour) => `${String(hour).padStart(2, '0')}:00`);
  return { rows: hours, columns: [...WEEKDAYS] };
}

/** Position of a cell in the factors. */
export const indexOf = (shape: SeasonShape, row: number, column: number): number =>
  shape === 'hourOfWeek' ? column * 24 + row : row;

/**
 * Puts a block copied from a spreadsheet (tabs between columns, one row a line, decimal comma or point)
 * into the texts, from one cell on; what does not fit in is left out.
 */
export function pasteBlock(
  texts: readonly string[],
  shape: SeasonShape,
  at: { row: number; column: number },
  block: string,
): string[] {
  const { rows, columns } = tableOf(shape);
  const next = [...texts];
  block
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .forEach((line, down) =>
      line.split('\t').forEach((cell, across) => {
        const [row, column] = [at.row + down, at.column + across];
        if (row < rows.length && column < columns.length) next[indexOf(shape, row, column)] = cell.trim();
      }),
    );
  return next;
}

/** A factor as typed; null when it is none. */
export function readFactor(text: string): number | null {
  const typed = text.trim().replace(',', '.');
  const factor = Number(typed);
  return typed !== '' && Number.isFinite(factor) && factor >= 0 ? factor : null;
}
