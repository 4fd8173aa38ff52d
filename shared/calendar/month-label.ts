export const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `2027-10` as `Oct 2027`. */
export function formatMonth(month: string): string {
  const { year, index } = parseMonth(month);
  return `${MONTH_NAMES[index]!.slice(0, 3)} ${year}`;
}

/** `2027-10` as `October 2027`, for sentences. */
export function formatMonthLong(month: string): string {
  const { year, index } = parseMonth(month);
  return `${MONTH_NAMES[index]!} ${year}`;
}

function parseMonth(month: string): { year: string; index: number } {
  const parts = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month);
  if (!parts) throw new RangeError(`Expected a month such as "2027-10", got "${month}".`);
  return { year: parts[1]!, index: Number(parts[2]) - 1 };
}
