import type { Detection } from '#shared/history/detect-mapping.ts';
import type { ImportReport, RowProblem } from '#shared/history/import-report.ts';
import type { MappingHints } from '#shared/history/mapping.ts';
import { judgeQuality } from '#shared/history/quality-report.ts';
import { createRecordReader } from '#shared/history/record-reader.ts';
import { UserProblem } from '../problems.ts';
import type { WorkspaceDatabase } from '../storage/database.ts';
import { createSampleStaging, type SampleStaging } from '../storage/sample-staging.ts';
import { createSampleStore } from '../storage/samples.ts';
import { asStorageProblem } from '../storage/storage-problems.ts';
import { detectFile } from './detect-file.ts';
import { createSeriesGatherer, OutOfOrder, type GatheredSeries } from './gather-series.ts';
import { refuseUndecided } from './undecided.ts';
import { hashSource, openSource, readText, type SourceFile } from './source-file.ts';
import { createRecordSplitter } from './split-records.ts';

export interface ImportRequest {
  path: string;
  /** As the user knows the file. */
  name: string;
  planId: string;
  /** Zone of times that name none, unless `timeZone` or the mapping does. */
  planTimeZone: string;
  mapping?: MappingHints;
  timeZone?: string;
  /** Report what would be imported; store nothing. */
  dryRun?: boolean;
}

export interface ImportProgress {
  /** Of the file as it lies on the disk. */
  bytes: number;
  totalBytes: number;
  rows: number;
  /** Of all the work, 0 to 1: when the file is read, its samples are still to be judged and stored. */
  share: number;
}

/** How long the parts of the work take, measured on a file of 1 GB. */
const READING = 0.5;
const JUDGING = 0.3;

export interface ImportWatch {
  /** Throws `Cancelled` when the import is no longer wanted; called at least every tenth of a second. */
  check(): void;
  progress(progress: ImportProgress): void;
}

/** Bad rows that are shown; the rest is counted. */
const SHOWN_PROBLEMS = 100;
/** A file with this many records, most of them bad, is given up before its end. */
const ROWS_TO_JUDGE = 1000;

/**
 * Imports one file over the connection: all of it in one transaction, or nothing. Memory does not grow
 * with the file. Throws a `UserProblem`, `Unavailable` (disk full) or `Cancelled`.
 */
export async function runImport(
  request: ImportRequest,
  database: WorkspaceDatabase,
  watch: ImportWatch,
): Promise<ImportReport> {
  const source = await openSource(request.path, request.name);
  const sha256 = await hashSource(source, watch.check);
  const store = createSampleStore(database);
  const known = store.findImport(request.planId, sha256);
  if (known) return { ...known.report, importId: known.id, alreadyImported: true };

  const detected = await detectFile(source, request);
  refuseUndecided(source, detected);
  // The records of the sample are not needed any more: they would be the larger part of the memory.
  const detection = { ...detected, records: [] };
  let staging: SampleStaging | undefined;
  try {
    staging = createSampleStaging(database);
    const gathered = await gather(source, detection, staging, watch);
    const report = describe(source, detection, gathered);
    if (request.dryRun) return report;
    return storeImport({ request, source, sha256, detection, report, gathered, staging, database, watch });
  } catch (error) {
    throw asStorageProblem(error);
  } finally {
    closeStaging(staging);
  }
}

/** On a full disk even this fails; the tables end with the connection, and the first error is the one to tell. */
function closeStaging(staging: SampleStaging | undefined): void {
  try {
    staging?.close();
  } catch {
    // Told above.
  }
}

interface Gathered {
  rows: number;
  badRows: number;
  problems: RowProblem[];
  series: GatheredSeries[];
}

/** Once for files in order; a second time, with the times put in order, for the others. */
async function gather(
  source: SourceFile,
  detection: Detection,
  staging: SampleStaging,
  watch: ImportWatch,
): Promise<Gathered> {
  try {
    return await readAll(source, detection, staging, watch, true);
  } catch (error) {
    if (!(error instanceof OutOfOrder)) throw error;
    staging.clear();
    return readAll(source, detection, staging, watch, false);
  }
}

async function readAll(
  source: SourceFile,
  detection: Detection,
  staging: SampleStaging,
  watch: ImportWatch,
  inOrder: boolean,
): Promise<Gathered> {
  const { mapping, header } = detection;
  const reader = createRecordReader(mapping, header);
  const gatherer = createSeriesGatherer(detection, staging, inOrder);
  const splitter = createRecordSplitter(mapping.delimiter);
  const problems: RowProblem[] = [];
  let rows = 0;
  let badRows = 0;
  const note = (problem: RowProblem) => problems.length < SHOWN_PROBLEMS && problems.push(problem);

  function takeRecords(records: ReturnType<typeof splitter.push>): void {
    for (const record of records) {
      if (record.line <= (mapping.headerLine ?? 0)) continue;
      const wall = reader.read(record);
      if (wall === undefined) {
        badRows += 1;
        note(reader.problem);
        continue;
      }
      if (reader.strayCell) note(reader.strayCell);
      gatherer.add(wall, reader.values, record.line);
      rows += 1;
    }
  }

  for await (const { text, read } of readText(source, mapping.encoding)) {
    watch.check();
    staging.batch(() => takeRecords(splitter.push(text)));
    if (rows + badRows > ROWS_TO_JUDGE) refuseMostlyBad(source, rows, badRows, problems);
    watch.progress({ bytes: read, totalBytes: source.bytes, rows, share: (READING * read) / source.bytes });
    // Gives way to cancel messages and, where there is no worker, to everybody else.
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  staging.batch(() => takeRecords(splitter.finish()));
  refuseMostlyBad(source, rows, badRows, problems);
  const whole = { bytes: source.bytes, totalBytes: source.bytes, rows };
  const series = gatherer.finish(watch.check, (share) =>
    watch.progress({ ...whole, share: READING + JUDGING * share }),
  );
  return { rows, badRows, problems, series };
}

function refuseMostlyBad(source: SourceFile, rows: number, badRows: number, problems: RowProblem[]): void {
  if (rows >= badRows && rows > 0) return;
  const shown = problems.slice(0, 5).map(({ line, column, reason }) => `line ${line}, ${column}: ${reason}`);
  throw new UserProblem('mostly-bad-rows', [
    {
      path: '',
      message: `${badRows} of the first ${rows + badRows} records of "${source.name}" could not be read, so the file is probably read in the wrong way. Nothing was imported. Check the mapping.`,
    },
    ...shown.map((message) => ({ path: source.name, message })),
  ]);
}

function describe(
  source: SourceFile,
  { mapping, decisions }: Detection,
  { rows, badRows, problems, series }: Gathered,
): ImportReport {
  return {
    file: source.name,
    dialect: mapping.dialect,
    encoding: mapping.encoding,
    delimiter: mapping.delimiter,
    decimal: mapping.decimal,
    timestamp: mapping.timestamp && {
      column: mapping.timestamp.columns.join(' + '),
      format: mapping.timestamp.format,
      zone: mapping.timestamp.timeZone,
    },
    rows,
    badRows,
    problems,
    series: series.map((one) => one.series),
    quality: judgeQuality({ rows, badRows }, mapping.timestamp ? series.map(({ judged }) => judged) : []),
    decisions,
    alreadyImported: false,
  };
}

interface StoreParts {
  request: ImportRequest;
  source: SourceFile;
  sha256: string;
  detection: Detection;
  report: ImportReport;
  gathered: Gathered;
  staging: SampleStaging;
  database: WorkspaceDatabase;
  watch: ImportWatch;
}

/** The one transaction that other connections see. */
function storeImport({
  request,
  source,
  sha256,
  detection,
  report,
  gathered,
  staging,
  database,
  watch,
}: StoreParts): ImportReport {
  const store = createSampleStore(database);
  const total = gathered.series.reduce((sum, { series }) => sum + series.samples, 0);
  let copied = 0;
  const onCopied = (samples: number) => {
    watch.check();
    copied += samples;
    const share = READING + JUDGING + (1 - READING - JUDGING) * Math.min(1, copied / total);
    watch.progress({ bytes: source.bytes, totalBytes: source.bytes, rows: report.rows, share });
  };
  const write = database.transaction((): ImportReport => {
    const importedAt = new Date().toISOString();
    const importId = store.insertImport({
      planId: request.planId,
      file: request.name,
      sha256,
      importedAt,
      mapping: detection.mapping,
    });
    const series = gathered.series.map((one) => {
      const stored = store.insertSeries(one.series, importId);
      staging.copyTo(stored.id, one.column, onCopied);
      return stored;
    });
    const stored = { ...report, importId, series };
    store.setReport(importId, stored);
    watch.check();
    return stored;
  });
  return write.immediate();
}
