import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLocalClock } from '#shared/calendar/local-time.ts';
import type { SeriesKind } from '#shared/history/series.ts';

/** Series of the real data folder, read as its README says, without the importer: what fits are measured on. */
export interface RealSeries {
  file: string;
  target: string;
  kind: SeriesKind;
  stepSeconds: number;
  timeZone: string;
  at: Float64Array;
  values: Float64Array;
  horizonSteps: number;
  baselines: { name: string; mae: number }[];
}

interface Expected {
  file: string;
  stepSeconds: number;
  timezone: string | null;
  reference?: { target: string; baselines: Record<string, unknown> & { horizonSteps: number } };
}

interface Reading {
  file: string;
  kind: SeriesKind;
  /** Wall clock as if UTC, or null for a line without one. */
  wall(cells: string[]): number;
  value(cells: string[]): number;
  /** Milliseconds to take off labels that name the end of a step. */
  shift?: number;
}

const isoWall = (text: string): number => Date.parse(`${text.replace(' ', 'T')}Z`);
const readings: Reading[] = [
  {
    file: 'nab_nyc_taxi.csv',
    kind: 'count',
    wall: (cells) => isoWall(cells[0]!),
    value: (cells) => Number(cells[1]),
  },
  {
    file: 'uci_bikeshare_hour.csv',
    kind: 'count',
    wall: (cells) => isoWall(`${cells[1]!} 00:00:00`) + Number(cells[5]) * 3_600_000,
    value: (cells) => Number(cells[16]),
  },
  {
    file: 'fremont_bridge_hourly_ampm.csv',
    kind: 'count',
    wall: (cells) => usWall(cells[0]!),
    value: (cells) => (cells[1] === '' && cells[2] === '' ? Number.NaN : Number(cells[1]) + Number(cells[2])),
  },
  {
    file: 'prophet_wp_log_peyton_manning.csv',
    kind: 'gauge',
    wall: (cells) => isoWall(`${cells[0]!.replaceAll('"', '')} 00:00:00`),
    value: (cells) => Number(cells[1]),
  },
  {
    file: 'dirty_pjme_hourly_dst.csv',
    kind: 'gauge',
    wall: (cells) => dayFirstWall(cells[0]!),
    value: (cells) => Number(cells[1]),
    shift: 3_600_000,
  },
  {
    file: 'nab_elb_request_count.csv',
    kind: 'count',
    wall: (cells) => isoWall(cells[0]!),
    value: (cells) => Number(cells[1]),
  },
  {
    file: 'nab_ec2_request_latency.csv',
    kind: 'duration',
    wall: (cells) => isoWall(cells[0]!),
    value: (cells) => Number(cells[1]),
  },
  {
    file: 'nab_cpu_utilization_asg.csv',
    kind: 'gauge',
    wall: (cells) => isoWall(cells[0]!),
    value: (cells) => Number(cells[1]),
  },
];

/** All of them, in the order of the table in docs/methods/fitting.md. `folder` holds expect.json. */
export function readRealSeries(folder: string, files?: readonly string[]): RealSeries[] {
  const expected = JSON.parse(readFileSync(join(folder, 'expect.json'), 'utf8')) as Expected[];
  return readings
    .filter(({ file }) => files?.includes(file) ?? true)
    .map((reading) => {
      const entry = expected.find(({ file }) => file === reading.file)!;
      const { target, baselines } = entry.reference!;
      return {
        file: reading.file,
        target,
        kind: reading.kind,
        stepSeconds: entry.stepSeconds,
        timeZone: entry.timezone ?? 'UTC',
        ...readSamples(folder, reading, entry.timezone ?? 'UTC'),
        horizonSteps: baselines.horizonSteps,
        baselines: listBaselines(baselines),
      };
    });
}

function listBaselines(baselines: Record<string, unknown>): { name: string; mae: number }[] {
  return Object.entries(baselines)
    .filter((entry): entry is [string, { mae: number }] => typeof entry[1] === 'object')
    .map(([name, { mae }]) => ({ name, mae }))
    .sort((a, b) => a.mae - b.mae);
}

function readSamples(
  folder: string,
  reading: Reading,
  timeZone: string,
): { at: Float64Array; values: Float64Array } {
  const rows = readFileSync(join(folder, reading.file), 'latin1')
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','))
    .filter((cells) => cells.length > 1)
    .map((cells) => ({ wall: reading.wall(cells), value: reading.value(cells) }))
    .filter(({ wall, value }) => Number.isFinite(wall) && Number.isFinite(value))
    .sort((a, b) => a.wall - b.wall);
  const clock = createLocalClock(timeZone, rows[0]!.wall, rows[rows.length - 1]!.wall);
  const shift = reading.shift ?? 0;
  const samples = new Map<number, number>();
  let before = Number.NaN;
  for (const { wall, value } of rows) {
    const instants = clock.fromWall(wall - shift);
    const at =
      instants.length === 0
        ? wall - shift - clock.offsetMinutes(wall - shift) * 60_000
        : instants[wall === before ? instants.length - 1 : 0]!;
    before = wall;
    samples.set(at, value);
  }
  const at = Float64Array.from(samples.keys()).sort();
  return { at, values: at.map((instant) => samples.get(instant)!) };
}

/** Every step from the first to the last, missing ones in straight lines. */
export function regularise(
  at: Float64Array,
  values: Float64Array,
  stepMs: number,
): { at: Float64Array; values: Float64Array } {
  const steps = Math.round((at[at.length - 1]! - at[0]!) / stepMs) + 1;
  const instants = Float64Array.from({ length: steps }, (_none, step) => at[0]! + step * stepMs);
  let before = 0;
  const filled = instants.map((instant) => {
    while (before + 1 < at.length && at[before + 1]! <= instant) before += 1;
    const share = before + 1 < at.length ? (instant - at[before]!) / (at[before + 1]! - at[before]!) : 0;
    return values[before]! + share * ((values[before + 1] ?? values[before]!) - values[before]!);
  });
  return { at: instants, values: filled };
}

function usWall(text: string): number {
  const match = /^(\d+)\/(\d+)\/(\d+) (\d+):(\d+):(\d+) (AM|PM)$/.exec(text);
  if (!match) return Number.NaN;
  const [, month, day, year, hour, minute] = match.map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return Date.UTC(year, month - 1, day, (hour % 12) + (match[7] === 'PM' ? 12 : 0), minute);
}

function dayFirstWall(text: string): number {
  const match = /^(\d+)-(\d+)-(\d+) (\d+):(\d+)$/.exec(text);
  if (!match) return Number.NaN;
  const [, day, month, year, hour, minute] = match.map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return Date.UTC(year, month - 1, day, hour, minute);
}
