import type { ImportEvent, ImportReport } from '#shared/history/import-report.ts';
import { formatTable, wrapText } from './table.ts';

const SHOWN_PROBLEMS = 8;

/** What an import found, for people. */
export function formatImport(report: ImportReport, isDryRun: boolean): string {
  const { timestamp } = report;
  const lines = [
    `${report.file}: ${headline(report, isDryRun)}`,
    `  read as    ${report.dialect}, ${report.encoding}, cells split by ${nameOf(report.delimiter)}, decimal "${report.decimal}"`,
    timestamp
      ? `  times      column "${timestamp.column}" as ${timestamp.format} in ${timestamp.zone}`
      : '  times      none: a table of results',
    `  quality    ${Math.round(report.quality.score)} of 100`,
    ...report.quality.findings.map(({ message }) => wrapText(`• ${message}`, 96, '             ')),
  ];
  const shown = report.problems.slice(0, SHOWN_PROBLEMS);
  if (shown.length > 0) {
    lines.push(
      '',
      'Rows left out:',
      ...shown.map(({ line, column, reason }) => `  line ${line}, ${column}: ${reason}`),
    );
    if (report.badRows > shown.length) lines.push(`  … ${formatCount(report.badRows - shown.length)} more`);
  }
  return [...lines, '', seriesTable(report)].join('\n');
}

/** How far the whole work is, 0 to 1, and what to say beside it: when all rows are read, a good half is done. */
export function importProgress(event: Extract<ImportEvent, { kind: 'progress' }>): {
  share: number;
  text: string;
} {
  const { bytes, totalBytes, rows, rowsPerSecond, secondsLeft } = event;
  const isRead = bytes >= totalBytes;
  const doing = isRead ? 'judging and storing' : `${formatCount(Math.round(rowsPerSecond))} a second`;
  const left = secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft)}\u00a0s left`;
  return {
    share: event.share ?? bytes / Math.max(1, totalBytes),
    text: `${formatCount(rows)} rows, ${doing}${left}`,
  };
}

function headline({ rows, badRows, alreadyImported }: ImportReport, isDryRun: boolean): string {
  if (alreadyImported) return 'already imported, nothing added.';
  const done = isDryRun ? 'would be imported' : 'imported';
  return `${formatCount(rows)} rows ${done}, ${formatCount(badRows)} left out.`;
}

function seriesTable({ series }: ImportReport): string {
  return formatTable(
    [
      { title: 'id', align: 'right' },
      { title: 'series' },
      { title: 'kind' },
      { title: 'unit' },
      { title: 'step', align: 'right' },
      { title: 'first' },
      { title: 'last' },
      { title: 'samples', align: 'right' },
      { title: 'gaps', align: 'right' },
      { title: 'twice', align: 'right' },
    ],
    series.map((one) => [
      one.id === undefined ? '–' : String(one.id),
      one.name,
      one.kind,
      one.unit,
      formatStep(one.stepSeconds),
      one.first.slice(0, 16),
      one.last.slice(0, 16),
      formatCount(one.samples),
      formatCount(one.gaps),
      formatCount(one.duplicates),
    ]),
  );
}

function nameOf(delimiter: string): string {
  return (
    { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar', ' ': 'space' }[delimiter] ?? `"${delimiter}"`
  );
}

function formatStep(seconds: number): string {
  if (seconds % 86_400 === 0) return `${seconds / 86_400}\u00a0d`;
  if (seconds % 3600 === 0) return `${seconds / 3600}\u00a0h`;
  if (seconds % 60 === 0) return `${seconds / 60}\u00a0min`;
  return `${seconds}\u00a0s`;
}

/** Thousands apart by a thin space. */
const formatCount = (number: number): string => number.toLocaleString('en').replaceAll(',', '\u202f');
