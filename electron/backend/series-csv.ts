import { UserProblem } from './problems.ts';
import type { SampleStore } from './storage/samples.ts';

const ROWS_PER_PIECE = 10_000;

/** A series as CSV, instants as ISO 8601 in UTC. Throws `series-not-found`. */
export function seriesCsv(samples: SampleStore, id: number): File {
  const series = samples.findSeries(id);
  if (!series) throw new UserProblem('series-not-found', `There is no series ${id} in this workspace.`);
  const { at, values } = samples.readSamples(id);
  const pieces: string[] = [`at,${quoteCell(series.name)}\n`];
  for (let start = 0; start < at.length; start += ROWS_PER_PIECE) {
    const rows = Array.from(
      at.subarray(start, start + ROWS_PER_PIECE),
      (instant, index) => `${new Date(instant).toISOString()},${values[start + index]}\n`,
    );
    pieces.push(rows.join(''));
  }
  return new File(pieces, `series-${id}.csv`, { type: 'text/csv' });
}

const quoteCell = (text: string): string =>
  /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
