import { missingMarkers } from './cell-number.ts';
import { chooseColumns } from './choose-columns.ts';
import { chooseTimes, describeTimes, readWalls } from './choose-times.ts';
import { decide } from './decide.ts';
import { detectDecimal } from './detect-decimal.ts';
import { detectDelimiter } from './detect-delimiter.ts';
import { detectHeader } from './detect-header.ts';
import type { TimeChoice } from './detect-times.ts';
import { findDialect } from './dialects/dialects.ts';
import type { Dialect } from './dialects/dialect.ts';
import { findLoadTestColumns } from './load-test-table.ts';
import type { MappingSample, TextRecord } from './mapping-sample.ts';
import type { Decision, Mapping } from './mapping.ts';
import { createStepCounter } from './step-counter.ts';

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
