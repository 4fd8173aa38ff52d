import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSampleStore } from '#backend/storage/samples.ts';
import { aWorkspace, type TestWorkspace } from '#test/makers/a-workspace.ts';
import { csvText, dailySum, isoText } from '#test/makers/csv-text.ts';

let workspace: TestWorkspace;
beforeAll(() => void (workspace = aWorkspace()));
afterAll(() => workspace.close());

/** Each trap hides the same 48 hours: they must come out whole. */
const whole = { rows: 48, badRows: 0 };
const wholeSeries = {
  samples: 48,
  sum: dailySum(48),
  gaps: 0,
  duplicates: 0,
  stepSeconds: 3600,
  first: '2026-03-02T00:00:00.000Z',
  last: '2026-03-03T23:00:00.000Z',
};

const two = (value: number) => String(value).padStart(2, '0');
const dayFirst = (wall: Date, separator = '/') =>
  [two(wall.getUTCDate()), two(wall.getUTCMonth() + 1), wall.getUTCFullYear()].join(separator);
const monthFirst = (wall: Date) =>
  [two(wall.getUTCMonth() + 1), two(wall.getUTCDate()), wall.getUTCFullYear()].join('/');
const clock = (wall: Date, separator = ':') =>
  [two(wall.getUTCHours()), two(wall.getUTCMinutes())].join(separator);
const halfDay = (wall: Date) =>
  `${wall.getUTCHours() % 12 || 12}:00:00 ${wall.getUTCHours() < 12 ? 'AM' : 'PM'}`;

const traps: [string, string | Buffer][] = [
  ['a byte order mark', `\ufeff${csvText()}`],
  [
    'UTF-16 little endian with its mark',
    Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(csvText(), 'utf-16le')]),
  ],
  ['UTF-16 big endian without a mark', iconv.encode(csvText(), 'utf-16be')],
  ['gzip', gzipSync(csvText())],
  ['line ends of Windows', csvText({ lineEnd: '\r\n' })],
  ['line ends of old Macs', csvText({ lineEnd: '\r' })],
  ['doubled carriage returns', csvText({ lineEnd: '\r\r\n' })],
  ['no header', csvText({ header: null })],
  ['no line end after the last record', csvText().trimEnd()],
  [
    'semicolons with decimal commas',
    csvText({
      delimiter: ';',
      value: (index) => `${150 - Math.round(50 * Math.cos((2 * Math.PI * index) / 24))},0`,
    }),
  ],
  ['tabs', csvText({ delimiter: '\t' })],
  ['bars', csvText({ delimiter: '|' })],
  ['a sep= line', `sep=;\r\n${csvText({ delimiter: ';', lineEnd: '\r\n' })}`],
  ['a preamble with blank lines', `Report of the shop\nPeriod: March\n\n${csvText()}`],
  ['quoted cells', csvText({ header: '"time","requests"', time: (wall) => `"${isoText(wall)}"` })],
  ['a quoted header over two lines', csvText({ header: 'time,"requests\nper hour"' })],
  [
    'trailing separators',
    csvText({
      header: 'time,requests,,',
      value: (index) => `${150 - Math.round(50 * Math.cos((2 * Math.PI * index) / 24))},,`,
    }),
  ],
  ['ISO times with Z', csvText({ time: (wall) => wall.toISOString() })],
  [
    'ISO times with an offset',
    csvText({ time: (wall) => `${isoText(new Date(wall.getTime() + 7_200_000)).replace(' ', 'T')}+02:00` }),
  ],
  ['epoch seconds', csvText({ time: (wall) => String(wall.getTime() / 1000) })],
  ['epoch seconds with a fraction', csvText({ time: (wall) => `${wall.getTime() / 1000}.0` })],
  ['epoch milliseconds', csvText({ time: (wall) => String(wall.getTime()) })],
  ['epoch microseconds', csvText({ time: (wall) => `${wall.getTime()}000` })],
  ['epoch nanoseconds', csvText({ time: (wall) => `${wall.getTime()}000000` })],
  [
    'dashes and day first, told by the clock that runs on over midnight',
    csvText({ time: (wall) => `${dayFirst(wall, '-')} ${clock(wall)}` }),
  ],
  [
    'month first, told by the clock that runs on over midnight',
    csvText({ time: (wall) => `${monthFirst(wall)} ${clock(wall)}` }),
  ],
  ['a 12-hour clock', csvText({ time: (wall) => `${monthFirst(wall)} ${halfDay(wall)}` })],
  ['points in dates', csvText({ time: (wall) => `${dayFirst(wall, '.')} ${clock(wall)}` })],
  ['slashes with the year first', csvText({ time: (wall) => `${isoText(wall).replaceAll('-', '/')}` })],
  ['names of months', csvText({ time: (wall) => `${two(wall.getUTCDate())} Mar 2026 ${clock(wall)}` })],
  [
    'date and clock in two columns',
    csvText({
      header: 'Date,Time,requests',
      time: (wall) => `${isoText(wall).slice(0, 10)},${clock(wall)}:00`,
    }),
  ],
  [
    'date and a clock with points',
    csvText({
      header: 'Date;Time;requests',
      delimiter: ';',
      time: (wall) => `${dayFirst(wall)};${clock(wall, '.')}.00`,
    }),
  ],
  [
    'date and number of the hour',
    csvText({
      header: 'date,hr,requests',
      time: (wall) => `${isoText(wall).slice(0, 10)},${wall.getUTCHours()}`,
    }),
  ],
];

describe('a file with', () => {
  test.each(traps)('%s loads whole without a click', async (name, content) => {
    const report = await workspace.import(content, { name: `${name}.csv` });
    expect(report).toMatchObject(whole);
    expect(report.series).toHaveLength(1);
    expect(report.series[0]).toMatchObject(wholeSeries);
  });
});

test('a header in Windows-1252 keeps its accents', async () => {
  const report = await workspace.import(
    iconv.encode(csvText({ header: 'time,requêtes à Côte' }), 'windows-1252'),
  );
  expect(report.encoding).toBe('windows-1252');
  expect(report.series[0]).toMatchObject({ name: 'requêtes à Côte', samples: 48 });
});

test('midnight written as 24:00 is the start of the next day', async () => {
  const text = csvText({
    time: (wall) =>
      wall.getUTCHours() === 0
        ? `${isoText(new Date(wall.getTime() - 1)).slice(0, 10)} 24:00:00`
        : isoText(wall),
  });
  expect((await workspace.import(text)).series[0]).toMatchObject(wholeSeries);
});

test('thousands separators are read, and the ambiguous comma is not taken for a fraction', async () => {
  const report = await workspace.import(
    'time,requests\n2026-03-02 00:00:00,"1,234.5"\n2026-03-02 01:00:00,"12,345.0"\n2026-03-02 02:00:00,"1,234,567.0"\n',
  );
  expect(report.series[0]!.sum).toBe(1234.5 + 12_345 + 1_234_567);
});

test('units in cells are brought to one unit', async () => {
  const report = await workspace.import(
    'time,latency,memory,cpu\n2026-03-02 00:00:00,12.5 ms,20 MB,6.93 %\n2026-03-02 01:00:00,1.2 s,1 GiB,155 %\n2026-03-02 02:00:00,900 µs,512 kB,0 %\n',
  );
  const [latency, memory, cpu] = report.series;
  expect(latency).toMatchObject({ unit: 'ms', kind: 'duration', sum: 12.5 + 1200 + 0.9 });
  expect(memory).toMatchObject({ unit: 'B', sum: 20e6 + 1024 ** 3 + 512e3 });
  expect(cpu).toMatchObject({ unit: '%', most: 155 });
});

test('every usual marker for "no value" is missing, neither zero nor bad', async () => {
  const markers = ['', '-', 'N/A', 'NaN', 'null', '?', '#N/A'];
  const text = csvText({
    header: 'time,requests,errors',
    value: (index) => `${index},${markers[index] ?? 1}`,
  });
  const report = await workspace.import(text);
  expect(report).toMatchObject(whole);
  expect(report.problems).toEqual([]);
  expect(report.series[1]).toMatchObject({
    samples: 48 - markers.length,
    missing: markers.length,
    sum: 48 - markers.length,
  });
});

test('records in any order are put in order, and what was out of order is counted', async () => {
  const [header, ...lines] = csvText().trim().split('\n');
  const report = await workspace.import([header, ...lines.toReversed()].join('\n'), {
    name: 'newest-first.csv',
  });
  expect(report.series[0]).toMatchObject({ ...wholeSeries, outOfOrder: 47 });
  const { at } = createSampleStore(workspace.database).readSamples(report.series[0]!.id!);
  expect(Array.from(at)).toEqual(Array.from(at).sort((a, b) => a - b));
});

test('duplicates and gaps are counted, and the first of two values is kept', async () => {
  const lines = csvText().trim().split('\n');
  lines.splice(10, 3); // three hours gone
  lines.splice(5, 0, lines[5]!.replace(/\d+$/, '999')); // an hour twice, the new value first
  const report = await workspace.import(lines.join('\n'));
  expect(report.series[0]).toMatchObject({ duplicates: 1, gaps: 1, missingSteps: 3, samples: 46 });
  const { values } = createSampleStore(workspace.database).readSamples(report.series[0]!.id!);
  expect(values).toHaveLength(45);
  expect(values[4]).toBe(999);
});

test('short records lose only the cells they lack; records with too many cells are bad', async () => {
  const report = await workspace.import(
    'time,a,b\n2026-03-02 00:00:00,1,2\n2026-03-02 01:00:00,3\n2026-03-02 02:00:00,4,5,6\n2026-03-02 03:00:00,7,8\n',
  );
  expect(report).toMatchObject({ rows: 3, badRows: 1 });
  expect(report.problems).toEqual([{ line: 4, column: 'b', reason: 'has 4 cells where the header has 3' }]);
  expect(report.series[1]).toMatchObject({ samples: 2, missing: 1 });
});

test('a truncated last record and a totals row are kept apart, with line, column and reason', async () => {
  const report = await workspace.import(`${csvText()}Total,7200\n2026-03-04 0`);
  expect(report).toMatchObject({ rows: 48, badRows: 2 });
  expect(report.problems).toEqual([
    { line: 50, column: 'time', reason: '"Total" is not a time of the form iso' },
    { line: 51, column: 'time', reason: '"2026-03-04 0" is not a time of the form iso' },
  ]);
});

test('a column that appears late in a long file is not lost', async () => {
  const records = 60_000;
  const text = csvText({
    header: 'time,requests,errors',
    records,
    stepMs: 60_000,
    value: (index) => `${index},${index >= 50_000 ? 7 : ''}`,
  });
  const report = await workspace.import(text, { name: 'late.csv' });
  expect(report.series[1]).toMatchObject({ name: 'errors', samples: 10_000, sum: 70_000 });
});

test('a change of the step inside a file shows as gaps of the finer step', async () => {
  const report = await workspace.import(
    csvText({ records: 40, stepMs: 60_000 }) +
      csvText({ header: null, from: '2026-03-02T01:00:00Z', records: 3 }),
  );
  expect(report.series[0]).toMatchObject({ stepSeconds: 60, gaps: 3, missingSteps: 20 + 59 + 59 });
});

describe('daylight saving in New York', () => {
  const zone = 'America/New_York';
  const spring = (skip: string) =>
    csvText({ from: '2026-03-07T00:00:00Z' })
      .split('\n')
      .filter((line) => !line.startsWith(skip))
      .join('\n');

  test('the hour that spring skips is no gap', async () => {
    const report = await workspace.import(spring('2026-03-08 02:00'), { timeZone: zone, name: 'spring.csv' });
    expect(report.series[0]).toMatchObject({ samples: 47, gaps: 1, missingSteps: 1 });
    const { at } = createSampleStore(workspace.database).readSamples(report.series[0]!.id!);
    expect(
      new Set(
        Array.from(at)
          .slice(1)
          .map((instant, index) => instant - at[index]!),
      ),
    ).toEqual(new Set([3_600_000]));
    expect(report.quality.findings.find(({ code }) => code === 'zone')?.message).toContain('0 gaps');
  });

  test('labels that miss 03:00 and have 02:00 name the end of their hour', async () => {
    const report = await workspace.import(spring('2026-03-08 03:00'), { timeZone: zone, name: 'ending.csv' });
    expect(report.decisions).toContainEqual(expect.objectContaining({ field: 'labels', value: 'end' }));
    const { at } = createSampleStore(workspace.database).readSamples(report.series[0]!.id!);
    expect(new Date(at[0]!).toISOString()).toBe('2026-03-07T04:00:00.000Z'); // 00:00 EST ends the hour from 23:00
    expect(report.series[0]!.first).toBe('2026-03-07T05:00:00.000Z'); // the label as written
  });

  test('the hour that autumn repeats gives two hours, in the order they come', async () => {
    const [header, ...lines] = csvText({ from: '2026-11-01T00:00:00Z', records: 24 }).trim().split('\n');
    lines.splice(2, 0, '2026-11-01 01:00:00,777');
    const report = await workspace.import([header, ...lines].join('\n'), {
      timeZone: zone,
      name: 'autumn.csv',
    });
    expect(report.series[0]).toMatchObject({ duplicates: 1, samples: 25 });
    const { at, values } = createSampleStore(workspace.database).readSamples(report.series[0]!.id!);
    expect(values[2]).toBe(777);
    expect(at[2]! - at[1]!).toBe(3_600_000);
    expect(values).toHaveLength(25);
  });
});

test('times without a zone are read in the zone of the plan, and it is said how sure that is', async () => {
  const report = await workspace.import(csvText(), { planTimeZone: 'Asia/Tokyo', name: 'tokyo.csv' });
  expect(report.series[0]!.first).toBe('2026-03-01T15:00:00.000Z');
  const decision = report.decisions.find(({ field }) => field === 'timeZone')!;
  expect(decision.value).toBe('Asia/Tokyo');
  expect(decision.confidence).toBeLessThan(0.5);
});

test('days stay the days that are written, whatever the zone', async () => {
  const text = csvText({ records: 30, stepMs: 86_400_000, time: (wall) => isoText(wall).slice(0, 10) });
  const report = await workspace.import(text, { timeZone: 'America/Toronto', name: 'days.csv' });
  expect(report.series[0]).toMatchObject({
    first: '2026-03-02T00:00:00.000Z',
    stepSeconds: 86_400,
    timeZone: 'UTC',
  });
});

test('running numbers, calendar columns and identifiers are not offered as series', async () => {
  const text = csvText({
    header: 'time,instant,weekday,pid,requests',
    value: (index) => `${index + 1},${index % 7},4711,${100 + (index % 5)}`,
  });
  const report = await workspace.import(text, { name: 'columns.csv' });
  expect(report.series.map(({ name }) => name)).toEqual(['requests']);
});

test('header words and units tell the kind of a series', async () => {
  const header = 'time,requests,requests/s,cpu_usage,p95_ms,latency (ms),error %,http_requests_total';
  const report = await workspace.import(
    csvText({ header, value: (index) => `${index % 9},1.5,40.5,120,80.5,0.5,${index * 10}` }),
    { name: 'kinds.csv' },
  );
  expect(report.series.map(({ kind }) => kind)).toEqual([
    'count',
    'rate',
    'gauge',
    'percentile',
    'duration',
    'ratio',
    'counter',
  ]);
});

test('a table of load-test results needs no times', async () => {
  const report = await workspace.import('users,throughput\n1,65\n18,996\n36,1652\n72,1853\n');
  expect(report).toMatchObject({ timestamp: null, rows: 4 });
  expect(
    createSampleStore(workspace.database)
      .listTables(workspace.planId)
      .map(({ name }) => name),
  ).toEqual(['users', 'throughput']);
});
