import { HOUR_MS } from '../units/instant.ts';
import { findTimeCandidates, type TimeParts } from './timestamp-candidates.ts';
import { createTimeReader, type TimeReader } from './timestamp-format.ts';

export interface TimeChoice {
  /** One column, or date and clock apart; indexes from 0. */
  columns: number[];
  format: string;
  /** Whether the cells name an instant rather than a wall clock. */
  explicit: boolean;
  /** Only days, no clock. */
  isDays: boolean;
  /** Share of the sample's cells that can be read so. */
  share: number;
  example: string;
  /** Formats that read the sample just as well: a human must decide. */
  ambiguousWith: string[];
}

const timeWord =
  /time|date|datum|uhrzeit|stamp|^ts$|_ts$|_at$|^ds$|^day$|^when$|period|interval|hour.?ending/i;
const hourWord = /^(hr|hour|hours|stunde|heure|hora|he|hour.?ending|time)$/i;

/** The column, or pair of columns, that holds the time; undefined when the table has none. */
export function detectTimes(header: string[], records: string[][]): TimeChoice | undefined {
  const choices = header
    .map((name, column) => readColumn(name, column, records))
    .filter((choice) => choice !== undefined)
    .sort((a, b) => b.score - a.score);
  const best = choices.find(({ parts }) => parts !== 'clock');
  if (!best) return undefined;
  if (best.parts === 'date') {
    const clock =
      choices.find(({ parts }) => parts === 'clock')?.columns[0] ?? findHourColumn(header, records);
    if (clock !== undefined)
      return joinDateAndClock(
        best,
        clock,
        choices.find(({ columns }) => columns[0] === clock)?.format ?? 'H',
        records,
      );
  }
  return best;
}

interface ScoredChoice extends TimeChoice {
  parts: TimeParts;
  score: number;
}

function readColumn(name: string, column: number, records: string[][]): ScoredChoice | undefined {
  const cells = records.map((record) => (record[column] ?? '').trim()).filter((cell) => cell.length > 3);
  if (cells.length < Math.min(2, records.length) || cells.length < records.length * 0.4) return undefined;
  const formats = new Map<string, TimeParts>();
  const stride = Math.max(1, Math.floor(cells.length / 24));
  for (let index = 0; index < cells.length; index += stride) {
    for (const { format, parts } of findTimeCandidates(cells[index]!)) formats.set(format, parts);
  }
  const readings = [...formats]
    .map(([format, parts]) => ({ format, parts, ...measure(cells, createClockAwareReader(format, parts)) }))
    .filter(({ share }) => share >= 0.5)
    .sort((a, b) => b.share - a.share);
  const best = readings[0];
  if (!best) return undefined;
  const isEpoch = best.format.startsWith('epoch');
  if (isEpoch && !timeWord.test(name) && (column > 0 || !isAscending(cells))) return undefined;
  const rivals = readings.filter(({ share, parts }) => share >= best.share - 1e-9 && parts === best.parts);
  const settled = settleRivals(
    rivals.map(({ format }) => format),
    cells,
  );
  return {
    columns: [column],
    format: settled[0]!,
    explicit: best.explicit,
    isDays: best.parts === 'date',
    share: (best.share * cells.length) / records.length,
    example: cells[0]!,
    ambiguousWith: settled.slice(1),
    parts: best.parts,
    score:
      best.share + (timeWord.test(name) ? 0.3 : 0) + (best.parts === 'dateTime' ? 0.2 : 0) - column / 1000,
  };
}

/** A clock alone needs a day to be read. */
const createClockAwareReader = (format: string, parts: TimeParts): TimeReader => {
  const read = createTimeReader(parts === 'clock' ? `yyyy-MM-dd ${format}` : format);
  return parts === 'clock' ? (text) => read(`2000-01-01 ${text}`) : read;
};

function measure(cells: string[], read: TimeReader): { share: number; explicit: boolean } {
  let readable = 0;
  let explicit = 0;
  for (const cell of cells) {
    const time = read(cell);
    if (!time) continue;
    readable += 1;
    if (time.explicit) explicit += 1;
  }
  return { share: readable / cells.length, explicit: explicit > readable / 2 };
}

const isAscending = (cells: string[]): boolean =>
  cells.every((cell, index) => index === 0 || Number(cell) >= Number(cells[index - 1]));

/**
 * 03/04/2026 reads both ways. When the records step on within the day, the step from the last record
 * of one day to the first of the next tells which number is the day; daily or monthly records do not.
 */
function settleRivals(formats: string[], cells: string[]): string[] {
  if (formats.length < 2) return formats;
  const continuity = formats.map((format) => ({
    format,
    share: measureContinuity(cells, createTimeReader(format)),
  }));
  continuity.sort((a, b) => b.share - a.share);
  if (continuity[0]!.share > 0.8 && continuity[1]!.share < 0.2) return [continuity[0]!.format];
  return continuity.map(({ format }) => format);
}

function measureContinuity(cells: string[], read: TimeReader): number {
  let crossings = 0;
  let short = 0;
  let previous: { wall: number; day: string } | undefined;
  for (const cell of cells) {
    const wall = read(cell)?.wall;
    if (wall === undefined) continue;
    const day = cell.split(/[ T,]/)[0]!;
    if (previous && previous.day !== day) {
      crossings += 1;
      const distance = Math.abs(wall - previous.wall);
      if (distance > 0 && distance <= 6 * HOUR_MS) short += 1;
    }
    previous = { wall, day };
  }
  return crossings === 0 ? 0 : short / crossings;
}

/** A column of whole hours beside a column of dates. */
function findHourColumn(header: string[], records: string[][]): number | undefined {
  const found = header.findIndex(
    (name, column) =>
      hourWord.test(name.trim()) &&
      records.filter(
        (record) => /^\d{1,2}$/.test(record[column]?.trim() ?? '') && Number(record[column]) <= 24,
      ).length >
        records.length * 0.9,
  );
  return found < 0 ? undefined : found;
}

function joinDateAndClock(
  date: ScoredChoice,
  clock: number,
  clockFormat: string,
  records: string[][],
): TimeChoice {
  const columns = [date.columns[0]!, clock];
  const withClock = (format: string) => `${format === 'iso' ? 'yyyy-MM-dd' : format} ${clockFormat}`;
  const cells = records.map((record) => joinCells(record, columns));
  const settled = settleRivals([date.format, ...date.ambiguousWith].map(withClock), cells);
  return {
    ...date,
    columns,
    format: settled[0]!,
    isDays: false,
    share: measure(cells, createTimeReader(settled[0]!)).share,
    example: cells[0]!,
    ambiguousWith: settled.slice(1),
  };
}

/** The text a time is read from: one cell, or two joined by a blank. */
export function joinCells(record: string[], columns: readonly number[]): string {
  const first = record[columns[0]!] ?? '';
  return columns.length === 1 ? first.trim() : `${first.trim()} ${(record[columns[1]!] ?? '').trim()}`;
}
