import { importReportSchema, type ImportReport } from '#shared/history/import-report.ts';
import type { Mapping } from '#shared/history/mapping.ts';
import { seriesSchema, type Series } from '#shared/history/series.ts';
import type { WorkspaceDatabase } from './database.ts';

/** A series as an import found it, before the store numbers it. */
export type NewSeries = Omit<Series, 'id' | 'importId'>;

export interface StoredImport {
  id: number;
  importedAt: string;
  report: ImportReport;
}

/** Instants in epoch ms, ascending, and their values. */
export interface SampleArrays {
  at: Float64Array;
  values: Float64Array;
}

export interface SampleBuckets {
  at: number[];
  mean: number[];
  least: number[];
  most: number[];
}

export interface BucketSpan {
  /** Epoch ms, both included; all of the series when left out. */
  from?: number;
  to?: number;
  points?: number;
}

export interface NewImport {
  planId: string;
  file: string;
  sha256: string;
  /** ISO instant. */
  importedAt: string;
  mapping: Mapping;
}

export type SampleStore = ReturnType<typeof createSampleStore>;

/** Imported histories of a workspace: imports, their series, their samples. */
export function createSampleStore(database: WorkspaceDatabase) {
  const imports = createImportQueries(database);
  const samples = createSampleQueries(database);
  return { ...imports, ...samples };
}

function createImportQueries(database: WorkspaceDatabase) {
  const bySha = database.prepare<[string, string], { id: number; report: string }>(
    'SELECT id, report FROM history_import WHERE plan_id = ? AND sha256 = ?',
  );
  const byPlan = database.prepare<[string], { id: number; imported_at: string; report: string }>(
    'SELECT id, imported_at, report FROM history_import WHERE plan_id = ? ORDER BY id',
  );
  const insert = database.prepare(
    `INSERT INTO history_import (plan_id, file, sha256, imported_at, mapping, report) VALUES (?, ?, ?, ?, ?, '{}')`,
  );
  const setReport = database.prepare('UPDATE history_import SET report = ? WHERE id = ?');
  const insertSeries = database.prepare(
    'INSERT INTO series (import_id, name, kind, unit, time_zone, summary) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const remove = database.prepare('DELETE FROM history_import WHERE id = ?');
  const mappingOf = database.prepare<[number], { mapping: string }>(
    'SELECT mapping FROM history_import WHERE id = ?',
  );

  return {
    /** The import of the same content into the plan, when there is one. */
    findImport(planId: string, sha256: string): { id: number; report: ImportReport } | undefined {
      const row = bySha.get(planId, sha256);
      return row && { id: row.id, report: importReportSchema.parse(JSON.parse(row.report)) };
    },
    listImports(planId: string): StoredImport[] {
      return byPlan.all(planId).map(({ id, imported_at, report }) => ({
        id,
        importedAt: imported_at,
        report: importReportSchema.parse(JSON.parse(report)),
      }));
    },
    /** How the file was read; undefined when there is no such import. */
    findMapping(importId: number): Mapping | undefined {
      const row = mappingOf.get(importId);
      return row && (JSON.parse(row.mapping) as Mapping);
    },
    /** To be called inside a transaction, together with its series, samples and report. */
    insertImport: (record: NewImport): number =>
      Number(
        insert.run(
          record.planId,
          record.file,
          record.sha256,
          record.importedAt,
          JSON.stringify(record.mapping),
        ).lastInsertRowid,
      ),
    insertSeries({ name, kind, unit, timeZone, ...summary }: NewSeries, importId: number): Series {
      const id = Number(
        insertSeries.run(importId, name, kind, unit, timeZone, JSON.stringify(summary)).lastInsertRowid,
      );
      return { id, importId, name, kind, unit, timeZone, ...summary };
    },
    setReport: (importId: number, report: ImportReport): void =>
      void setReport.run(JSON.stringify(report), importId),
    /** With its series, samples and the demand fitted to them. Tells whether there was one. */
    removeImport: (importId: number): boolean => remove.run(importId).changes > 0,
  };
}

interface SeriesRow {
  id: number;
  import_id: number;
  name: string;
  kind: string;
  unit: string;
  time_zone: string;
  summary: string;
}

function createSampleQueries(database: WorkspaceDatabase) {
  const columns = 'series.id, import_id, name, kind, unit, time_zone, summary';
  const byPlan = database.prepare<[string], SeriesRow>(
    `SELECT ${columns} FROM series JOIN history_import ON history_import.id = import_id WHERE plan_id = ? ORDER BY series.id`,
  );
  const byId = database.prepare<[number], SeriesRow>(`SELECT ${columns} FROM series WHERE id = ?`);
  const count = database.prepare<[number], { n: number }>(
    'SELECT count(*) AS n FROM sample WHERE series_id = ?',
  );
  const all = database.prepare<[number], { at_ms: number; value: number }>(
    'SELECT at_ms, value FROM sample WHERE series_id = ? ORDER BY at_ms',
  );
  const span = database.prepare<[number, number, number], { first: number | null; last: number | null }>(
    'SELECT min(at_ms) AS first, max(at_ms) AS last FROM sample WHERE series_id = ? AND at_ms BETWEEN ? AND ?',
  );
  const buckets = database.prepare<
    { series: number; from: number; to: number; first: number; width: number },
    { at: number; mean: number; least: number; most: number }
  >(`SELECT min(at_ms) AS at, avg(value) AS mean, min(value) AS least, max(value) AS most FROM sample
     WHERE series_id = @series AND at_ms BETWEEN @from AND @to
     GROUP BY CAST((at_ms - @first) / @width AS INTEGER) ORDER BY 1`);

  return {
    /** Series over time; the columns of load-test tables are in `listTables`. */
    listSeries: (planId: string): Series[] =>
      byPlan
        .all(planId)
        .map(toSeries)
        .filter(({ axis }) => axis !== 'row'),
    listTables: (planId: string): Series[] =>
      byPlan
        .all(planId)
        .map(toSeries)
        .filter(({ axis }) => axis === 'row'),
    findSeries(id: number): Series | undefined {
      const row = byId.get(id);
      return row && toSeries(row);
    },
    /** All samples of a series in order of time, for fitting. */
    readSamples(series: number): SampleArrays {
      const length = count.get(series)?.n ?? 0;
      const arrays = { at: new Float64Array(length), values: new Float64Array(length) };
      let index = 0;
      for (const { at_ms, value } of all.iterate(series)) {
        arrays.at[index] = at_ms;
        arrays.values[index] = value;
        index += 1;
      }
      return arrays;
    },
    /**
     * At most `points` buckets of equal width, each at its first sample. For drawing only: percentiles must not be averaged for anything else.
     */
    readBuckets(
      series: number,
      { from = Number.MIN_SAFE_INTEGER, to = Number.MAX_SAFE_INTEGER, points = 1000 }: BucketSpan = {},
    ): SampleBuckets {
      const result: SampleBuckets = { at: [], mean: [], least: [], most: [] };
      const { first = null, last = null } = span.get(series, from, to) ?? {};
      if (first === null || last === null) return result;
      const width = Math.floor((last - first) / points) + 1;
      for (const bucket of buckets.iterate({ series, from, to, first, width })) {
        result.at.push(bucket.at);
        result.mean.push(bucket.mean);
        result.least.push(bucket.least);
        result.most.push(bucket.most);
      }
      return result;
    },
  };
}

const toSeries = (row: SeriesRow): Series =>
  seriesSchema.parse({
    ...(JSON.parse(row.summary) as object),
    id: row.id,
    importId: row.import_id,
    name: row.name,
    kind: row.kind,
    unit: row.unit,
    timeZone: row.time_zone,
  });
