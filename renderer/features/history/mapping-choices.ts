import type { Decision, Mapping } from '#shared/history/mapping.ts';
import { dialectText } from './history-words.ts';
import type { Choice } from '#renderer/ui/Select.tsx';

const DELIMITERS: Record<string, string> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
  ' ': 'space',
};
const FORMATS: Record<string, string> = {
  iso: 'ISO 8601, 2027-01-31T18:05',
  'epoch-s': 'seconds since 1970',
  'epoch-ms': 'milliseconds since 1970',
  'epoch-us': 'microseconds since 1970',
  'epoch-ns': 'nanoseconds since 1970',
  excel: 'spreadsheet day number',
};
const USUAL_FORMATS = [
  'iso',
  'epoch-s',
  'epoch-ms',
  'dd/MM/yyyy HH:mm',
  'MM/dd/yyyy HH:mm',
  'dd.MM.yyyy HH:mm',
  'yyyy/MM/dd HH:mm',
  'excel',
];

const NAMES: Record<Decision['field'], string> = {
  dialect: 'Exported by',
  encoding: 'Encoding',
  delimiter: 'Separator',
  decimal: 'Decimal sign',
  header: 'Header',
  timestamp: 'Time',
  timeZone: 'Time zone',
  labels: 'Time names',
  columns: 'Columns',
};

/** What a decision is about. */
export const decisionName = (field: Decision['field']): string => NAMES[field];

/** A decision's value in words: a tab is not printed as a gap. */
export function decisionText({ field }: Pick<Decision, 'field'>, value: string): string {
  if (field === 'dialect') return dialectText(value);
  if (field === 'delimiter') return DELIMITERS[value] ?? value;
  if (field === 'decimal') return value === ',' ? 'comma, 1,5' : 'point, 1.5';
  if (field === 'timestamp') return FORMATS[value] ?? value;
  if (field === 'labels') return value === 'end' ? 'end of the step' : 'start of the step';
  return value;
}

export function delimiterChoices(present: string): Choice[] {
  const known = Object.entries(DELIMITERS).map(([id, label]) => ({ id, label }));
  return present in DELIMITERS ? known : [...known, { id: present, label: `“${present}”` }];
}

export function formatChoices({ timestamp }: Mapping, decisions: readonly Decision[]): Choice[] {
  const offered = decisions
    .filter(({ field }) => field === 'timestamp')
    .flatMap(({ alternatives }) => alternatives);
  const formats = [...new Set([timestamp?.format ?? 'iso', ...offered, ...USUAL_FORMATS])];
  return formats.map((id) => ({ id, label: FORMATS[id] ?? id }));
}
