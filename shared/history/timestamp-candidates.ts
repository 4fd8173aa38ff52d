import { epochFormats } from './timestamp-format.ts';

/** What a time text covers: a column of dates may need the clock of its neighbour. */
export type TimeParts = 'dateTime' | 'date' | 'clock';

export interface TimeCandidate {
  format: string;
  parts: TimeParts;
}

/**
 * Every format the text could be written in; empty when it is no time. Both orders of day and month
 * are offered: which one holds is decided over the whole sample, never on one cell.
 */
export function findTimeCandidates(text: string): TimeCandidate[] {
  const cell = text.trim();
  if (cell.length < 4 || cell.length > 40) return [];
  return [...findEpochs(cell), ...findClock(cell), ...findCalendarTimes(cell)];
}

/** 2000-01-01 to 2100-01-01: outside of it a number is more likely a number. */
const earliest = 946_684_800_000;
const latest = 4_102_444_800_000;

function findEpochs(cell: string): TimeCandidate[] {
  if (!/^\d{9,19}(?:\.\d+)?(?:[eE]\+?\d+)?$/.test(cell) && !/^\d(?:\.\d+)?[eE]\+?\d{1,2}$/.test(cell))
    return [];
  return Object.entries(epochFormats)
    .filter(([, factor]) => Number(cell) * factor >= earliest && Number(cell) * factor < latest)
    .map(([format]) => ({ format, parts: 'dateTime' as const }));
}

const clock = String.raw`(\d{1,2})([:.h])(\d{2})(?:\2(\d{2})(?:[.,](\d{1,9}))?)?( ?[AaPp]\.?[Mm]\.?)?( ?(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?`;
const clockOnly = new RegExp(`^${clock}$`);

function findClock(cell: string): TimeCandidate[] {
  const match = clockOnly.exec(cell);
  if (!match || Number(match[1]) > 24 || Number(match[3]) > 59) return [];
  // "18.30" alone is far more often a number than a clock.
  if (match[2] === '.' && match[4] === undefined) return [];
  return [{ format: clockPattern(match), parts: 'clock' }];
}

const date = String.raw`(\d{1,4}|[A-Za-z]{3,9}\.?)([-/. ])(\d{1,2}|[A-Za-z]{3,9}\.?)(?:\2|,? )(\d{4}|\d{2})`;
const dateMaybeClock = new RegExp(String.raw`^${date}(?:(T|,? +)${clock.replace('\\2', '\\7')})?$`);

function findCalendarTimes(cell: string): TimeCandidate[] {
  if (/^\d{4}-\d{2}-\d{2}(?:$|[T ] ?\d{2}:?\d{2})/.test(cell) && !/[AaPp]\.?[Mm]/.test(cell)) {
    return [{ format: 'iso', parts: cell.length === 10 ? 'date' : 'dateTime' }];
  }
  if (/^(19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])(?:T\d{4}|$)/.test(cell)) {
    return [{ format: 'iso', parts: cell.length === 8 ? 'date' : 'dateTime' }];
  }
  const match = dateMaybeClock.exec(cell);
  if (!match) return [];
  const [, first, separator, second, third] = match;
  const join = (...parts: string[]) =>
    separator === ' ' && cell.includes(', ') && !/^\d/.test(first!)
      ? `${parts[0]} ${parts[1]}, ${parts[2]}`
      : parts.join(separator);
  const year = third!.length === 4 ? 'yyyy' : 'yy';
  const dates: string[] = [];
  if (/^\d{4}$/.test(first!)) {
    if (/^\d/.test(second!)) dates.push(join('yyyy', 'MM', 'dd'));
  } else if (/^[A-Za-z]/.test(first!)) dates.push(join('MMM', 'dd', year));
  else if (/^[A-Za-z]/.test(second!)) dates.push(join('dd', 'MMM', year));
  else if (first!.length <= 2) dates.push(join('dd', 'MM', year), join('MM', 'dd', year));

  if (match[5] === undefined) return dates.map((format) => ({ format, parts: 'date' }));
  const joint = match[5].replace(/ +/, ' ');
  const time = clockPattern([match[0], ...match.slice(6)] as unknown as RegExpExecArray);
  return dates.map((format) => ({ format: `${format}${joint}${time}`, parts: 'dateTime' }));
}

/** Groups: hour, separator, minute, second, fraction, half of the day, offset. */
function clockPattern(match: RegExpExecArray): string {
  const [, hour, separator, , second, fraction, half, offset] = match;
  const hours = half ? 'hh' : hour!.length === 1 ? 'H' : 'HH';
  return [
    hours,
    `${separator}mm`,
    second === undefined ? '' : `${separator}ss`,
    fraction === undefined ? '' : '.SSS',
    half ? (half.startsWith(' ') ? ' a' : 'a') : '',
    offset ? (offset.startsWith(' ') ? ' XXX' : 'XXX') : '',
  ].join('');
}
