import { DAY_MS } from '../units/instant.ts';
import { decide } from './decide.ts';
import { detectTimes, joinCells, type TimeChoice } from './detect-times.ts';
import { findColumn, type MappingSample } from './mapping-sample.ts';
import type { Decision, Mapping } from './mapping.ts';
import { createTimeReader } from './timestamp-format.ts';
import { countLabelVotes } from './wall-clock.ts';

/** The columns that hold the times and their format: as hinted, else as detected; undefined without times. */
export function chooseTimes(
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

/** The zone the times are read in and what their labels name, with the decisions behind it. */
export function describeTimes(
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

/** The wall clocks that the rows of the sample can be read as. */
export function readWalls(times: TimeChoice, rows: string[][]): number[] {
  const read = createTimeReader(times.format);
  return rows.map((row) => read(joinCells(row, times.columns))?.wall).filter((wall) => wall !== undefined);
}
