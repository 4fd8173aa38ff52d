import { createLocalClock } from '#shared/calendar/local-time.ts';
import { momentText, MONTHS, toCivilDate } from '#shared/charts/civil-date.ts';
import { numberText, percentText, quantityText } from '#shared/charts/number-text.ts';
import type { DemandFit } from '#shared/history/demand-fit.ts';
import type { Finding, Series } from '#shared/history/series.ts';
import type { ImportedHistory } from './use-imported-history.ts';

const DAYS = 86_400_000;

/** The sentence that opens the screen. */
export function historySentence({ imports, series: all, fits }: ImportedHistory): string {
  const series = all.filter(hasTimes);
  if (imports.length === 0)
    return 'No history yet. A CSV from your monitoring shows what demand really does.';
  const files = imports.length === 1 ? 'One file covers' : `${countWord(imports.length)} files cover`;
  const longest = Math.max(...series.map((one) => Date.parse(one.last) - Date.parse(one.first)));
  const last = Math.max(...series.map((one) => Date.parse(one.last)));
  const worst = Math.min(...imports.map(({ report }) => report.quality.score));
  const span =
    series.length === 0
      ? 'load tests without a time axis'
      : `${imports.length > 1 ? 'up to ' : ''}${spanWords(longest)}, to ${MONTHS[toCivilDate(last).month - 1]} ${toCivilDate(last).year}`;
  const best = fits.toSorted((a, b) => a.mase - b.mase)[0];
  const trend = best ? ` Demand ${trendWords(best)}.` : ` ${qualityWords(worst)}`;
  return `${files} ${span}.${trend}`;
}

/** What the numbers of a fit mean, in one sentence. */
export function fitSentence({ mase, baselineMase, coverage95, seriesName }: DemandFit): string {
  const better =
    mase < baselineMase
      ? `misses by ${percentText(1 - mase / baselineMase)} less than repeating last season`
      : 'is no better than repeating last season';
  return `The forecast of ${seriesName} ${better}; its 95\u00a0% bands held ${percentText(coverage95)} of what came.`;
}

export function trendWords({ trend }: DemandFit): string {
  const change = percentText(Math.abs(trend.perYear));
  if (Math.abs(trend.perYear) < 0.02) return 'stayed level';
  const range = `${percentText(trend.low)} to ${percentText(trend.high)}`;
  return trend.perYear > 0 ? `grew ${change} a year (${range})` : `fell ${change} a year (${range})`;
}

function spanWords(milliseconds: number): string {
  const days = milliseconds / DAYS;
  if (days < 2) return `${numberText(Math.max(1, Math.round(days * 24)))} hours`;
  if (days < 75) return `${numberText(Math.round(days))} days`;
  const months = Math.round(days / 30.44);
  return months < 23 ? `${months} months` : `${numberText(days / 365.25, 2)} years`;
}

function qualityWords(score: number): string {
  if (score >= 85) return `Quality is good: ${Math.round(score)} of 100.`;
  return score >= 60
    ? `Quality is fair: ${Math.round(score)} of 100, see the findings.`
    : `Quality is poor: ${Math.round(score)} of 100, see the findings.`;
}

const COUNTS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];

const countWord = (count: number): string => COUNTS[count] ?? String(count);

/** Who wrote the file; a table nobody in particular writes is called by what it is. */
export const dialectText = (dialect: string): string => (dialect === 'delimited' ? 'plain table' : dialect);

/** Findings that say the same of several series, said once. */
export function groupFindings(findings: readonly Finding[]): { finding: Finding; series: string[] }[] {
  const groups = new Map<string, { finding: Finding; series: string[] }>();
  for (const finding of findings) {
    const group = groups.get(`${finding.severity} ${finding.message}`) ?? { finding, series: [] };
    if (finding.series) group.series.push(finding.series);
    groups.set(`${finding.severity} ${finding.message}`, group);
  }
  return [...groups.values()];
}

/** `hour` of 3600 seconds, `5 min`. */
export function stepText(seconds: number): string {
  if (seconds < 60) return quantityText(seconds, 's');
  if (seconds < 3600) return quantityText(seconds / 60, 'min');
  if (seconds === 3600) return 'hour';
  if (seconds === 86_400) return 'day';
  return seconds < 86_400 ? quantityText(seconds / 3600, 'h') : quantityText(seconds / 86_400, 'days');
}

/** A load test's table has values, but no times to draw them over. */
export const hasTimes = ({ first }: Pick<Series, 'first'>): boolean => Number.isFinite(Date.parse(first));

/** First and last day of a file's series, each on the calendar of its own zone. */
export function spanText(
  series: readonly (Pick<Series, 'first' | 'last'> & { timeZone?: string | undefined })[],
): string {
  const timed = series.filter(hasTimes);
  const first = timed.toSorted((a, b) => a.first.localeCompare(b.first))[0];
  const last = timed.toSorted((a, b) => b.last.localeCompare(a.last))[0];
  if (!first || !last) return 'no time axis';
  return `${localDay(first.first, first.timeZone)} to ${localDay(last.last, last.timeZone)}`;
}

function localDay(iso: string, timeZone = 'UTC'): string {
  const at = Date.parse(iso);
  const wall = createLocalClock(timeZone, at, at).toWall(at);
  return momentText(Math.floor(wall / DAYS) * DAYS).slice(4);
}

/** A question of the importer as the window asks it: the answer is a choice below it, not an option. */
export const questionText = (question: string): string =>
  question.replace(/: on the command line with .*$/s, '.');
