import { DAY_MS } from '../units/instant.ts';
import { missingMarkers } from './cell-number.ts';
import { detectColumn, type DetectedColumn } from './detect-columns.ts';
import { detectDecimal } from './detect-decimal.ts';
import { detectDelimiter } from './detect-delimiter.ts';
import { detectHeader } from './detect-header.ts';
import { detectTimes, joinCells, type TimeChoice } from './detect-times.ts';
import { findDialect } from './dialects/dialects.ts';
import type { Dialect } from './dialects/dialect.ts';
import { findLoadTestColumns } from './load-test-table.ts';
import type { Decision, Mapping, MappingHints } from './mapping.ts';
import { createStepCounter } from './step-counter.ts';
import { createTimeReader } from './timestamp-format.ts';
import { countLabelVotes } from './wall-clock.ts';

/** One record of the file and the line it starts on, from 1. */
export interface TextRecord {
  cells: string[];
  line: number;
}

export interface MappingSample {
  /** Complete lines from the start of the file, without a byte order mark. */
  text: string;
  /** The sample is all of the file. */
  isWhole: boolean;
  encoding: { name: string; confidence: number; example: string };
  fileName: string;
  hints: MappingHints;
  /** Zone the user named for this file. */
  timeZone?: string;
  /** What naive times are read in when nobody named a zone. */
  planTimeZone: string;
  split: (text: string, delimiter: string) => TextRecord[];
}

export interface Detection {
  mapping: Mapping;
  decisions: Decision[];
  dialect: Dialect;
  header: string[];
  /** Data records of the sample. */
  records: TextRecord[];
  preamble: string[];
  /** The times are days of the calendar, kept as midnight UTC. */
  isDays: boolean;
  /** The times name instants: no zone is applied. */
  isExplicit: boolean;
  /** The newest record comes first. */
  isDescending: boolean;
  /** Most frequent distance between the times of the sample, in ms; 0 when unknown. */
  stepMs: number;
}

/** Decides everything that is needed to read the file, with a confidence and an example each. */
export function detectMapping(sample: MappingSample): Detection {
  const decisions: Decision[] = [];
  const { hints } = sample;
  decide(decisions, 'encoding', sample.encoding.name, sample.encoding.confidence, sample.encoding.example);
  const delimiter = chooseDelimiter(sample, decisions);
  const all = sample.split(sample.text, delimiter);
  const { headerRecord, data, preamble } = chooseHeader(sample, all, decisions);
  const width =
    headerRecord?.cells.length ?? Math.max(0, ...data.slice(0, 100).map(({ cells }) => cells.length));
  const header = nameColumns(headerRecord?.cells ?? Array.from({ length: width }, () => ''));
  const rows = data.map(({ cells }) => cells);

  const dialect = findDialect(hints.dialect, { header, preamble });
  decide(
    decisions,
    'dialect',
    dialect.name,
    dialect.name === 'delimited' ? 0.8 : 0.98,
    header.join(delimiter).slice(0, 120),
  );
  const times = chooseTimes(sample, header, rows, decisions);
  const decimal = chooseDecimal(sample, rows, delimiter, times, decisions);
  const missing = hints.missing ?? missingMarkers;
  const timestamp = times ? describeTimes(sample, times, header, rows, decisions) : null;
  const columns = chooseColumns(
    sample,
    dialect,
    header,
    rows,
    times?.columns ?? [],
    decimal,
    missing,
    timestamp === null,
    decisions,
  );
  if (!times) decideWithoutTimes(sample, header, columns, decisions);
  const mapping: Mapping = {
    dialect: dialect.name,
    encoding: sample.encoding.name,
    delimiter,
    decimal,
    headerLine: headerRecord?.line ?? null,
    timestamp,
    columns,
    missing,
  };
  return {
    mapping,
    decisions,
    dialect,
    header,
    records: data,
    preamble,
    isDays: times?.isDays ?? false,
    isExplicit: times?.explicit ?? false,
    ...measureSteps(times, rows),
  };
}

function measureSteps(
  times: TimeChoice | undefined,
  rows: string[][],
): { isDescending: boolean; stepMs: number } {
  if (!times) return { isDescending: false, stepMs: 0 };
  const walls = readWalls(times, rows);
  const falls = walls.filter((wall, index) => index > 0 && wall < walls[index - 1]!).length;
  const steps = createStepCounter();
  const sorted = Float64Array.from(walls).sort();
  sorted.forEach(
    (wall, index) => index > 0 && wall > sorted[index - 1]! && steps.add(wall - sorted[index - 1]!),
  );
  return { isDescending: falls > walls.length / 2, stepMs: steps.finish().stepMs };
}

function readWalls(times: TimeChoice, rows: string[][]): number[] {
  const read = createTimeReader(times.format);
  return rows.map((row) => read(joinCells(row, times.columns))?.wall).filter((wall) => wall !== undefined);
}

function decide(
  decisions: Decision[],
  field: Decision['field'],
  value: string,
  confidence: number,
  example: string,
  rest: Partial<Decision> = {},
) {
  decisions.push({
    field,
    value,
    confidence: Math.round(confidence * 100) / 100,
    example: example.slice(0, 200),
    alternatives: [],
    ...rest,
  });
}

function chooseDelimiter(sample: MappingSample, decisions: Decision[]): string {
  const { text, hints, split } = sample;
  const firstLine = text.slice(0, 200).split('\n')[0]!;
  const named =
    /^"?sep=(.)"?$/.exec(firstLine.trimEnd())?.[1] ?? (firstLine.startsWith('sep=\t') ? '\t' : undefined);
  if (hints.delimiter !== undefined || named !== undefined) {
    const delimiter = (hints.delimiter ?? named)!;
    decide(decisions, 'delimiter', delimiter, 1, firstLine);
    return delimiter;
  }
  const start = text.slice(0, text.lastIndexOf('\n', 100_000) + 1) || text.slice(0, 100_000);
  const choice = detectDelimiter(start, (part, delimiter) =>
    split(part, delimiter).map(({ cells }) => cells),
  );
  decide(decisions, 'delimiter', choice.delimiter, choice.confidence, firstLine, {
    alternatives: choice.alternatives,
  });
  return choice.delimiter;
}

function chooseHeader(sample: MappingSample, all: TextRecord[], decisions: Decision[]) {
  const { hints, text } = sample;
  let headerIndex: number | null;
  let confidence = 1;
  if (hints.headerLine !== undefined) {
    const found = all.findIndex(({ line }) => line >= (hints.headerLine ?? 1));
    headerIndex = hints.headerLine === null ? null : Math.max(0, found);
  } else {
    const isSeparatorLine = /^"?sep=/.test(text);
    const choice = detectHeader(all.map(({ cells }) => cells).slice(isSeparatorLine ? 1 : 0));
    headerIndex =
      choice.headerIndex === null
        ? isSeparatorLine
          ? 0
          : null
        : choice.headerIndex + (isSeparatorLine ? 1 : 0);
    confidence = choice.confidence;
  }
  const headerRecord = headerIndex === null ? undefined : all[headerIndex];
  const example = (headerRecord ?? all[0])?.cells.join(' | ') ?? '';
  decide(decisions, 'header', headerRecord ? `line ${headerRecord.line}` : 'none', confidence, example);
  return {
    headerRecord,
    data: all.slice(headerIndex === null ? 0 : headerIndex + 1),
    preamble: text.split('\n', 200).slice(0, (headerRecord?.line ?? 1) - 1),
  };
}

/** Columns without a name are called by their number; the second "value" is "value (2)". */
function nameColumns(cells: string[]): string[] {
  const times = new Map<string, number>();
  return cells.map((cell, index) => {
    const name = cell.trim() || String(index + 1);
    const count = (times.get(name) ?? 0) + 1;
    times.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

function chooseTimes(
  sample: MappingSample,
  header: string[],
  rows: string[][],
  decisions: Decision[],
): TimeChoice | undefined {
  const hint = sample.hints.timestamp;
  if (hint === null) return undefined;
  const columns = hint?.columns?.map((name) => findColumn(header, name));
  if (columns && hint?.format) return chooseGivenTimes(columns, hint.format, rows, decisions);
  const seen = columns
    ? rows.map((row) => row.map((cell, index) => (columns.includes(index) ? cell : '')))
    : rows;
  const times = detectTimes(header, seen);
  if (!times) return undefined;
  if (hint?.format) return chooseGivenTimes(times.columns, hint.format, rows, decisions);
  const question =
    times.ambiguousWith.length > 0
      ? `"${times.example}" can be read as ${[times.format, ...times.ambiguousWith].join(' or as ')}, and nothing in the file tells which. Choose the format of the time column: on the command line with --mapping and {"timestamp": {"format": "${times.format}"}}.`
      : undefined;
  decide(
    decisions,
    'timestamp',
    times.format,
    times.ambiguousWith.length > 0 ? 0.5 : Math.min(0.99, times.share),
    times.example,
    { alternatives: times.ambiguousWith, question },
  );
  return times;
}

function chooseGivenTimes(
  columns: number[],
  format: string,
  rows: string[][],
  decisions: Decision[],
): TimeChoice {
  const read = createTimeReader(format);
  const texts = rows.map((row) => joinCells(row, columns));
  const readings = texts.map(read).filter((time) => time !== undefined);
  const explicit = readings.length > 0 && readings.every((time) => time.explicit);
  const isDays = !explicit && !/[Hh]|excel/.test(format) && readings.every(({ wall }) => wall % DAY_MS === 0);
  decide(decisions, 'timestamp', format, 1, texts[0] ?? '');
  return {
    columns,
    format,
    explicit,
    isDays,
    share: readings.length / Math.max(1, rows.length),
    example: texts[0] ?? '',
    ambiguousWith: [],
  };
}

/** Index of a column by header or number from 1. Throws a RangeError naming what there is. */
export function findColumn(header: string[], name: string): number {
  const byName = header.indexOf(name);
  if (byName >= 0) return byName;
  const byNumber = /^\d+$/.test(name) ? Number(name) - 1 : -1;
  if (byNumber >= 0 && byNumber < header.length) return byNumber;
  throw new RangeError(
    `The mapping names the column "${name}", which the file does not have. Its columns are ${header.map((cell) => `"${cell}"`).join(', ')}.`,
  );
}

function chooseDecimal(
  sample: MappingSample,
  rows: string[][],
  delimiter: string,
  times: TimeChoice | undefined,
  decisions: Decision[],
): '.' | ',' {
  if (sample.hints.decimal) {
    decide(decisions, 'decimal', sample.hints.decimal, 1, '');
    return sample.hints.decimal;
  }
  const cells = rows
    .slice(0, 5000)
    .flatMap((row) => row.filter((_, index) => !times?.columns.includes(index)));
  const { decimal, confidence, example, isAmbiguous } = detectDecimal(cells);
  const question =
    isAmbiguous && delimiter !== ','
      ? `"${example}" can be a thousand or a fraction, and no other number of the file tells. Choose the decimal sign: on the command line with --mapping and {"decimal": ","}.`
      : undefined;
  decide(decisions, 'decimal', decimal, confidence, example, {
    alternatives: [decimal === '.' ? ',' : '.'],
    question,
  });
  return decimal;
}

function describeTimes(
  sample: MappingSample,
  times: TimeChoice,
  header: string[],
  rows: string[][],
  decisions: Decision[],
): NonNullable<Mapping['timestamp']> {
  const given = sample.timeZone ?? sample.hints.timestamp?.timeZone;
  const timeZone = given ?? (times.explicit ? 'UTC' : sample.planTimeZone);
  if (times.isDays)
    decide(
      decisions,
      'timeZone',
      timeZone,
      0.9,
      `${times.example}: days of the calendar, kept as they are written`,
    );
  else if (given !== undefined) decide(decisions, 'timeZone', timeZone, 1, times.example);
  else if (times.explicit) decide(decisions, 'timeZone', timeZone, 0.99, `${times.example} names an instant`);
  else
    decide(
      decisions,
      'timeZone',
      timeZone,
      0.4,
      `${times.example} names no zone: read in the plan's own. Name another with --timezone`,
      { alternatives: ['UTC'] },
    );
  return {
    columns: times.columns.map((index) => header[index]!),
    format: times.format,
    timeZone,
    labels: chooseLabels(sample, times, timeZone, header, rows, decisions),
  };
}

function chooseLabels(
  sample: MappingSample,
  times: TimeChoice,
  timeZone: string,
  header: string[],
  rows: string[][],
  decisions: Decision[],
): 'start' | 'end' {
  const given = sample.hints.timestamp?.labels;
  if (given) {
    decide(decisions, 'labels', given, 1, '');
    return given;
  }
  const names = times.columns.map((index) => header[index]!).join(' ');
  if (/hour.?ending|period.?end|interval.?end|end.?time|(^|[^a-z])he([^a-z]|$)/i.test(names)) {
    decide(decisions, 'labels', 'end', 0.9, names, { alternatives: ['start'] });
    return 'end';
  }
  if (times.explicit || times.isDays) return 'start';
  const walls = readWalls(times, rows);
  if (walls.length < 2) return 'start';
  const [from, to] = walls.reduce(([least, most], wall) => [Math.min(least, wall), Math.max(most, wall)], [
    Infinity,
    -Infinity,
  ] as [number, number]);
  const votes = countLabelVotes(walls, timeZone, from, to);
  const labels = votes.end > 2 * votes.start ? 'end' : 'start';
  const seen = votes.start + votes.end;
  const example =
    seen === 0
      ? 'no daylight-saving change in the sample tells'
      : `${Math.max(votes.end, votes.start)} of ${seen} daylight-saving changes show it`;
  decide(
    decisions,
    'labels',
    labels,
    seen === 0 ? 0.6 : Math.min(0.99, 0.6 + 0.13 * Math.abs(votes.end - votes.start)),
    example,
    { alternatives: [labels === 'end' ? 'start' : 'end'] },
  );
  return labels;
}

function chooseColumns(
  sample: MappingSample,
  dialect: Dialect,
  header: string[],
  rows: string[][],
  timeColumns: number[],
  decimal: '.' | ',',
  missing: string[],
  isTable: boolean,
  decisions: Decision[],
): Mapping['columns'] {
  if (sample.hints.columns) {
    for (const { column } of sample.hints.columns) findColumn(header, column);
    decide(
      decisions,
      'columns',
      sample.hints.columns
        .filter(({ use }) => use)
        .map(({ name }) => name)
        .join(', '),
      1,
      '',
    );
    return sample.hints.columns;
  }
  const missingSet = new Set(missing.map((text) => text.trim()));
  const detected: DetectedColumn[] = [];
  const profiled = rows.length > 20_000 ? [...rows.slice(0, 10_000), ...rows.slice(-10_000)] : rows;
  for (const [index, column] of header.entries()) {
    if (timeColumns.includes(index)) continue;
    const cells = profiled.map((row) => row[index] ?? '');
    const found = detectColumn({ column, cells }, decimal, missingSet, sample.fileName, sample.isWhole);
    if (found) detected.push({ ...found, ...dialect.describeColumn?.(column) });
  }
  if (isTable) nameLoadTest(detected);
  const used = detected.filter(({ use }) => use);
  const left = detected
    .filter(({ use, reason }) => !use && reason)
    .map(({ column, reason }) => `"${column}" ${reason}`);
  const confidence = used.length === 0 ? 0 : Math.min(...used.map((column) => column.confidence));
  decide(
    decisions,
    'columns',
    used.map(({ name, kind }) => `${name}: ${kind}`).join(', '),
    confidence,
    left.length > 0 ? `not offered: ${left.join('; ')}` : '',
  );
  return detected.map(({ column, name, kind, unit, use }) => ({ column, name, kind, unit, use }));
}

/** A bare table of two columns of numbers is read as concurrency and throughput. */
function nameLoadTest(columns: DetectedColumn[]): void {
  if (columns.length !== 2 || !columns.every(({ column }) => /^\d+$/.test(column))) return;
  Object.assign(columns[0]!, { name: 'concurrency', kind: 'gauge', use: true });
  Object.assign(columns[1]!, { name: 'throughput', kind: 'rate', use: true });
}

function decideWithoutTimes(
  sample: MappingSample,
  header: string[],
  columns: Mapping['columns'],
  decisions: Decision[],
): void {
  const isTable = findLoadTestColumns(columns) !== undefined;
  if (isTable || sample.hints.timestamp === null) {
    decide(decisions, 'timestamp', 'none', 0.8, header.join(' | '));
    return;
  }
  decide(decisions, 'timestamp', 'none', 0, header.join(' | '), {
    question: `No column of "${sample.fileName}" holds times, and it is no table of load-test results (users and throughput). Columns: ${header.slice(0, 12).join(', ')}. Expected a column such as 2026-05-04 10:42:00, or choose one: on the command line with --mapping and {"timestamp": {"columns": ["…"], "format": "…"}}.`,
  });
}
