import type { Detection } from '#shared/history/detect-mapping.ts';
import type { ImportPreview, RowProblem } from '#shared/history/import-report.ts';
import type { MappingHints } from '#shared/history/mapping.ts';
import { createRecordReader } from '#shared/history/record-reader.ts';
import { createWallClockResolver } from '#shared/history/wall-clock.ts';
import { detectFile } from './detect-file.ts';
import { openSource } from './source-file.ts';

export interface PreviewRequest {
  path: string;
  name: string;
  mapping?: MappingHints;
  timeZone?: string;
  /** Zone of times that name none; UTC when left out. */
  planTimeZone?: string;
}

const SHOWN_RECORDS = 50;
const SHOWN_PROBLEMS = 20;
const PICTURE_POINTS = 2000;

/** What an import would do with the start of the file; stores nothing. Throws a `UserProblem`. */
export async function previewFile({
  path,
  name,
  planTimeZone = 'UTC',
  ...options
}: PreviewRequest): Promise<ImportPreview> {
  const source = await openSource(path, name);
  const detection = await detectFile(source, { ...options, planTimeZone });
  return {
    file: name,
    bytes: source.bytes,
    mapping: detection.mapping,
    decisions: detection.decisions,
    header: detection.header,
    records: detection.records.slice(0, SHOWN_RECORDS).map(({ cells }) => cells),
    preamble: detection.preamble,
    ...readPicture(detection),
  };
}

function readPicture(detection: Detection): Pick<ImportPreview, 'sample' | 'problems'> {
  const { mapping, header, records, isDays, isExplicit } = detection;
  const sample: ImportPreview['sample'] = { at: [], values: [] };
  const problems: RowProblem[] = [];
  if (!mapping.columns.some(({ use }) => use)) return { sample, problems };
  const reader = createRecordReader(mapping, header);
  const zone =
    mapping.timestamp && !isDays && !isExplicit
      ? createWallClockResolver(mapping.timestamp.timeZone)
      : undefined;
  for (const [index, record] of records.entries()) {
    const wall = reader.read(record);
    const problem = wall === undefined ? reader.problem : reader.strayCell;
    if (problem && problems.length < SHOWN_PROBLEMS) problems.push(problem);
    if (wall === undefined || sample.at.length >= PICTURE_POINTS) continue;
    const value = reader.values[0]!;
    sample.at.push(mapping.timestamp ? (zone?.resolve(wall) ?? wall) : index);
    sample.values.push(Number.isNaN(value) ? null : value);
  }
  return { sample, problems };
}
