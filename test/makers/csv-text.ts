const HOUR_MS = 3_600_000;

export interface CsvOptions {
  /** Wall clock of the first record. */
  from?: string;
  records?: number;
  stepMs?: number;
  delimiter?: string;
  header?: string | null;
  lineEnd?: string;
  /** The time as text, from the wall clock as if it were UTC. */
  time?: (wall: Date, index: number) => string;
  value?: (index: number) => string;
}

/** Requests per hour with a daily season: 100 at midnight, up to 200 at noon. */
export function csvText({
  from = '2026-03-02T00:00:00Z',
  records = 48,
  stepMs = HOUR_MS,
  delimiter = ',',
  header = `time${delimiter}requests`,
  lineEnd = '\n',
  time = (wall) => isoText(wall),
  value = (index) => String(dailyValue(index)),
}: CsvOptions = {}): string {
  const start = Date.parse(from);
  const lines = Array.from(
    { length: records },
    (_, index) => `${time(new Date(start + index * stepMs), index)}${delimiter}${value(index)}`,
  );
  return [...(header === null ? [] : [header]), ...lines].join(lineEnd) + lineEnd;
}

export const dailyValue = (index: number): number =>
  150 - Math.round(50 * Math.cos((2 * Math.PI * index) / 24));

export const isoText = (wall: Date): string => wall.toISOString().slice(0, 19).replace('T', ' ');

/** Sum of the values `csvText` writes by default. */
export const dailySum = (records: number): number =>
  Array.from({ length: records }, (_, index) => dailyValue(index)).reduce((sum, value) => sum + value, 0);
