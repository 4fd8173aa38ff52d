import { DAY_MS, HOUR_MS, MINUTE_MS } from '../units/instant.ts';

/** What a cell with a time says. */
export interface ReadTime {
  /** The clock as written, as epoch milliseconds as if it were UTC; an instant when `explicit`. */
  wall: number;
  /** The text names its offset, or counts from the epoch: `wall` is an instant already. */
  explicit: boolean;
}

/** Reads one cell (or two cells joined by a blank); undefined when the text is not in the format. */
export type TimeReader = (text: string) => ReadTime | undefined;

export const epochFormats = { 'epoch-s': 1000, 'epoch-ms': 1, 'epoch-us': 1e-3, 'epoch-ns': 1e-6 } as const;

/**
 * `iso`, `epoch-s|ms|us|ns`, `excel`, or a pattern of yyyy yy MM M MMM dd d HH H hh h mm ss SSS a XXX
 * with the separators between. One and two digits are both read. Throws a RangeError naming the
 * pattern when it holds no day or an unknown letter.
 */
export function createTimeReader(format: string): TimeReader {
  if (format === 'iso') return readIso;
  if (format === 'excel') return readExcelSerial;
  if (format in epochFormats) return createEpochReader(epochFormats[format as keyof typeof epochFormats]);
  return createPatternReader(format);
}

const iso =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ]\s?(\d{2})(?::?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?)?\s?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$/i;

function readIso(text: string): ReadTime | undefined {
  const match = iso.exec(text.trim());
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction, offset] = match;
  const wall = toWall(+year!, +month!, +day!, +(hour ?? 0), +(minute ?? 0), +(second ?? 0), fraction);
  if (wall === undefined) return undefined;
  if (offset === undefined) return { wall, explicit: false };
  return { wall: wall - offsetMs(offset), explicit: true };
}

function createEpochReader(factor: number): TimeReader {
  return (text) => {
    if (!/^-?\d+(?:\.\d+)?(?:[eE]\+?\d+)?$/.test(text)) return undefined;
    // Milliseconds are the finest the store keeps; doubles hold epoch ns to 256 ns, far below that.
    return { wall: Math.floor(Number(text) * factor + 1e-6), explicit: true };
  };
}

/** Days since 1899-12-30, the spreadsheet's day zero (it believes 1900 was a leap year). */
function readExcelSerial(text: string): ReadTime | undefined {
  const serial = Number(text.replace(',', '.'));
  if (!(serial >= 1 && serial < 2_958_466)) return undefined;
  return { wall: Math.round((serial * DAY_MS - 25_569 * DAY_MS) / 1000) * 1000, explicit: false };
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
type Part =
  | 'year'
  | 'shortYear'
  | 'month'
  | 'monthName'
  | 'day'
  | 'hour'
  | 'hour12'
  | 'minute'
  | 'second'
  | 'fraction'
  | 'half'
  | 'offset';
const tokens: Record<string, { part: Part; source: string }> = {
  yyyy: { part: 'year', source: '(\\d{4})' },
  yy: { part: 'shortYear', source: '(\\d{2})' },
  MMM: { part: 'monthName', source: '([A-Za-z]{3})[a-z]*\\.?' },
  MM: { part: 'month', source: '(\\d{1,2})' },
  M: { part: 'month', source: '(\\d{1,2})' },
  dd: { part: 'day', source: '(\\d{1,2})' },
  d: { part: 'day', source: '(\\d{1,2})' },
  HH: { part: 'hour', source: '(\\d{1,2})' },
  H: { part: 'hour', source: '(\\d{1,2})' },
  hh: { part: 'hour12', source: '(\\d{1,2})' },
  h: { part: 'hour12', source: '(\\d{1,2})' },
  mm: { part: 'minute', source: '(\\d{2})' },
  ss: { part: 'second', source: '(\\d{2})' },
  SSS: { part: 'fraction', source: '(\\d{1,9})' },
  a: { part: 'half', source: '([AaPp])\\.?[Mm]\\.?' },
  XXX: { part: 'offset', source: '(Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)' },
};

function createPatternReader(format: string): TimeReader {
  const parts: Part[] = [];
  const source = format.replace(/[A-Za-z]+|[^A-Za-z]/g, (piece) => {
    if (!/[A-Za-z]/.test(piece)) return piece === ' ' ? '\\s+' : `\\${piece}`;
    if (piece === 'T') return 'T';
    const token = tokens[piece];
    if (!token)
      throw new RangeError(
        `"${piece}" in the time format "${format}" is unknown; expected yyyy, MM, dd, HH, mm, ss, a, XXX`,
      );
    parts.push(token.part);
    return token.source;
  });
  if (!parts.includes('day')) throw new RangeError(`The time format "${format}" has no day (dd)`);
  const pattern = new RegExp(`^${source}$`, 'i');

  return (text) => {
    const match = pattern.exec(text.trim());
    if (!match) return undefined;
    let year = 0,
      month = 0,
      day = 0,
      hour = 0,
      minute = 0,
      second = 0;
    let fraction: string | undefined, half: string | undefined, offset: string | undefined;
    for (const [index, part] of parts.entries()) {
      const value = match[index + 1]!;
      if (part === 'year') year = +value;
      // Two digits: 70 to 99 are the last century's, as POSIX reads them.
      else if (part === 'shortYear') year = +value + (+value < 70 ? 2000 : 1900);
      else if (part === 'month') month = +value;
      else if (part === 'monthName') month = months.indexOf(value.toLowerCase()) + 1;
      else if (part === 'day') day = +value;
      else if (part === 'hour' || part === 'hour12') hour = +value;
      else if (part === 'minute') minute = +value;
      else if (part === 'second') second = +value;
      else if (part === 'fraction') fraction = value;
      else if (part === 'half') half = value.toLowerCase();
      else offset = value;
    }
    if (half !== undefined) {
      if (hour < 1 || hour > 12) return undefined;
      hour = (hour % 12) + (half === 'p' ? 12 : 0);
    }
    const wall = toWall(year, month, day, hour, minute, second, fraction);
    if (wall === undefined) return undefined;
    return offset === undefined
      ? { wall, explicit: false }
      : { wall: wall - offsetMs(offset), explicit: true };
  };
}

/** 24:00 is the midnight that ends the day; a day the month does not have is refused. */
function toWall(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  fraction?: string,
) {
  if (month < 1 || month > 12 || day < 1 || minute > 59 || second > 60 || hour > 24) return undefined;
  if (hour === 24 && (minute > 0 || second > 0)) return undefined;
  const midnight = Date.UTC(year, month - 1, day);
  if (day > 28 && day > daysInMonth(year, month)) return undefined;
  const milliseconds = fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000 + 1e-6);
  return midnight + hour * HOUR_MS + minute * MINUTE_MS + second * 1000 + milliseconds;
}

const daysInMonth = (year: number, month: number): number =>
  Math.round((Date.UTC(year, month, 1) - Date.UTC(year, month - 1, 1)) / DAY_MS);

function offsetMs(text: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(text);
  if (!match) return 0; // Z, UTC, GMT
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * HOUR_MS + Number(match[3] ?? 0) * MINUTE_MS);
}
