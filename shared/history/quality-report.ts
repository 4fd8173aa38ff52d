import { DAY_MS } from '../units/instant.ts';
import type { FarSamples, SeriesScan } from './quality-scan.ts';
import type { Finding, Quality, SeriesKind } from './series.ts';

/** All that is known of a series when it is judged. */
export interface JudgedSeries {
  name: string;
  kind: SeriesKind;
  timeZone: string;
  /** As written, before the zone's rules. */
  written: { samples: number; duplicates: number; gaps: number; missingSteps: number; outOfOrder: number };
  /** After the zone's rules; null when the times name instants. */
  zoned: { duplicates: number; nonexistent: number; seenTwice: number } | null;
  scan: SeriesScan;
  far: FarSamples;
  spanMs: number;
}

export interface JudgedFile {
  rows: number;
  badRows: number;
}

/**
 * Score from 0 to 100 and the findings behind it: 100 less the penalties of the file and the mean
 * penalties of its series. The weights are in docs/methods/imports.md.
 */
export function judgeQuality(file: JudgedFile, series: readonly JudgedSeries[]): Quality {
  const findings: Finding[] = [];
  const ofFile = judgeBadRows(file, findings);
  const ofSeries = series.map((one) => judgeSeries(one, findings));
  const mean =
    ofSeries.length === 0 ? 0 : ofSeries.reduce((sum, penalty) => sum + penalty, 0) / ofSeries.length;
  return { score: Math.max(0, Math.round(100 - ofFile - mean)), findings };
}

function judgeBadRows({ rows, badRows }: JudgedFile, findings: Finding[]): number {
  if (badRows === 0) return 0;
  const share = badRows / (rows + badRows);
  findings.push({
    code: 'badRows',
    severity: share > 0.05 ? 'serious' : share > 0.005 ? 'warning' : 'note',
    message: `${count(badRows, 'record')} of ${format(rows + badRows)} could not be read and ${badRows === 1 ? 'was' : 'were'} left out; the rest is complete.`,
  });
  return Math.min(30, 200 * share);
}

function judgeSeries(series: JudgedSeries, findings: Finding[]): number {
  const add = (
    code: Finding['code'],
    severity: Finding['severity'],
    message: string,
    span: Pick<Finding, 'from' | 'to'> = {},
  ) => findings.push({ code, series: series.name, severity, message, ...span });
  return (
    judgeGaps(series, add) +
    judgeOrder(series, add) +
    judgeZone(series, add) +
    judgeValues(series, add) +
    judgeShape(series, add)
  );
}

type AddFinding = (
  code: Finding['code'],
  severity: Finding['severity'],
  message: string,
  span?: Pick<Finding, 'from' | 'to'>,
) => void;

function judgeGaps({ written, scan }: JudgedSeries, add: AddFinding): number {
  if (scan.steps.regularShare < 0.5) {
    add(
      'resolution',
      'note',
      'The times are those of events, not of regular samples: gaps cannot be told from quiet. Count them per step before fitting demand.',
    );
    return 0;
  }
  if (written.gaps === 0) return 0;
  const share = written.missingSteps / (written.samples + written.missingSteps);
  add(
    'gap',
    share > 0.1 ? 'serious' : share > 0.01 ? 'warning' : 'note',
    `${count(written.missingSteps, 'step')} missing in ${count(written.gaps, 'gap')} as written. Fits leave them out; a gap at a peak hides that peak from the verdict.`,
  );
  return Math.min(40, 200 * share);
}

function judgeOrder({ written }: JudgedSeries, add: AddFinding): number {
  let penalty = 0;
  if (written.duplicates > 0) {
    const share = written.duplicates / written.samples;
    add(
      'duplicate',
      share > 0.01 ? 'warning' : 'note',
      `${count(written.duplicates, 'record')} repeat${written.duplicates === 1 ? 's' : ''} a time that was there before, as written. For one instant the first value is kept.`,
    );
    penalty += Math.min(15, 100 * share);
  }
  if (written.outOfOrder > 0) {
    add(
      'outOfOrder',
      'note',
      `${count(written.outOfOrder, 'record')} came before the one above; all were put in order. Nothing is lost.`,
    );
    penalty += 1;
  }
  return penalty;
}

function judgeZone({ timeZone, written, zoned, scan }: JudgedSeries, add: AddFinding): number {
  if (!zoned) return 0;
  const { gaps, missingSteps } = scan.steps;
  const isChanged =
    zoned.duplicates !== written.duplicates ||
    gaps !== written.gaps ||
    missingSteps !== written.missingSteps ||
    zoned.nonexistent > 0 ||
    zoned.seenTwice > 0;
  if (!isChanged) return 0;
  add(
    'zone',
    zoned.nonexistent > 0 ? 'warning' : 'note',
    `With the clock changes of ${timeZone}: ${count(zoned.duplicates, 'duplicate')}, ${count(gaps, 'gap')}, ${count(missingSteps, 'missing step')}, ` +
      `${count(zoned.nonexistent, 'time')} that the clock skips, ${count(zoned.seenTwice, 'time')} of the repeated hour present twice.` +
      (zoned.nonexistent > 1 ? ' Times that the clock skips point to another zone.' : ''),
  );
  return zoned.nonexistent > 1 ? 5 : 0;
}

function judgeValues({ kind, scan, far }: JudgedSeries, add: AddFinding): number {
  const { outliers, stretches, longestStretch } = far;
  let penalty = 0;
  if (outliers > 0) {
    const share = outliers / scan.samples;
    add(
      'outlier',
      share > 0.01 ? 'warning' : 'note',
      outliers === 1
        ? '1 sample far from the usual of its hour of the week. It stays in the history; fits are robust against it.'
        : `${count(outliers, 'sample')} far from the usual of their hour of the week. They stay in the history; fits are robust against them.`,
    );
    penalty += Math.min(10, 200 * share);
  }
  if (stretches > 0) {
    const others = stretches === 1 ? '' : `, the longest of ${format(stretches)} such stretches`;
    add(
      'outlier',
      'note',
      `${format(longestStretch.samples)} samples in a row far from the usual of their hour of the week${others}: an incident or an event looks like that. Say what happened, or plan it as an event.`,
      { from: iso(longestStretch.from), to: iso(longestStretch.to) },
    );
  }
  const neverNegative = kind !== 'gauge';
  const isMarker = scan.least.value < 0 && scan.least.count > Math.max(3, scan.samples / 200);
  if (isMarker) {
    add(
      'negative',
      'warning',
      `The value ${scan.least.value} appears ${count(scan.least.count, 'time')} and is the least: it looks like a marker for a missing value. Add it to the missing markers if it is.`,
    );
    penalty += 10;
  } else if (neverNegative && scan.negatives > 0) {
    add('negative', 'warning', `${count(scan.negatives, 'value')} below zero, which a ${kind} cannot have.`);
    penalty += 5;
  }
  return penalty;
}

function judgeShape({ kind, scan, spanMs }: JudgedSeries, add: AddFinding): number {
  let penalty = 0;
  const { longestFlat, levelShift } = scan;
  // Zeros in a row are a quiet night for counts and rates, and events repeat what they like.
  const isQuiet = longestFlat.value === 0 && kind !== 'gauge';
  if (scan.flatSamples > 0 && !isQuiet && scan.steps.regularShare >= 0.5) {
    const share = scan.flatSamples / scan.samples;
    add(
      'flat',
      share > 0.05 ? 'warning' : 'note',
      `${format(longestFlat.samples)} samples in a row read exactly ${longestFlat.value}: a stuck collector looks like that.`,
      { from: iso(longestFlat.from), to: iso(longestFlat.to) },
    );
    penalty += Math.min(15, 50 * share);
  }
  if (levelShift) {
    const change =
      levelShift.before === 0
        ? ''
        : ` (${Math.round((levelShift.after / levelShift.before - 1) * 100)}\u00a0%)`;
    add(
      'levelShift',
      'warning',
      `The level moved from ${round(levelShift.before)} to ${round(levelShift.after)}${change} within two weeks. A trend fitted across it is not growth: fit the part after it, or say what happened.`,
      { from: iso(levelShift.at) },
    );
    penalty += 5;
  }
  if (scan.steps.regularShare >= 0.5 && spanMs < 14 * DAY_MS) {
    add(
      'short',
      'warning',
      'Shorter than two weeks: neither a weekly season nor growth can be told from it.',
    );
    penalty += 10;
  } else if (scan.steps.regularShare >= 0.5 && spanMs < 365 * DAY_MS) {
    add('short', 'note', 'Shorter than a year: a yearly season cannot be told from it.');
    penalty += 3;
  }
  return penalty;
}

const iso = (at: number): string => new Date(at).toISOString();
const round = (value: number): string => String(Number(value.toPrecision(3)));
const format = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, '\u2009');
const count = (value: number, noun: string): string => `${format(value)} ${noun}${value === 1 ? '' : 's'}`;
