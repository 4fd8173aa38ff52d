import { createCellNumberReader } from './cell-number.ts';
import type { ColumnMapping } from './mapping.ts';
import type { SeriesKind } from './series.ts';

export interface ColumnSample {
  /** Header, or number from 1. */
  column: string;
  cells: string[];
}

export interface DetectedColumn extends ColumnMapping {
  confidence: number;
  /** Why it is not offered; empty when it is. */
  reason: string;
}

interface Profile {
  numbers: number[];
  filled: number;
  unit: string;
  isInteger: boolean;
  isNonNegative: boolean;
  isRunningNumber: boolean;
  neverFalls: boolean;
  distinct: number;
}

/**
 * Kind, unit and use of a column, from its header, its units and its numbers; undefined for columns of
 * text. `hint` (the file's name) speaks where the header is only "value". `isWhole`: the sample is
 * all of the file, so an empty column stays empty.
 */
export function detectColumn(
  sample: ColumnSample,
  decimal: '.' | ',',
  missing: ReadonlySet<string>,
  hint: string,
  isWhole: boolean,
): DetectedColumn | undefined {
  const profile = profileColumn(sample.cells, decimal, missing);
  const name = sample.column.trim();
  if (profile.filled === 0) {
    const reason = isWhole ? 'has no values' : '';
    return { column: sample.column, name, kind: 'gauge', unit: '', use: !isWhole, confidence: 0.4, reason };
  }
  if (profile.numbers.length < profile.filled * 0.8) return undefined;
  const { kind, confidence } = detectKind(name, hint, profile);
  const reason = reasonNotToUse(name, profile);
  return {
    column: sample.column,
    name,
    kind,
    unit: profile.unit || unitOfHeader(name, kind, hint),
    use: reason === '',
    confidence,
    reason,
  };
}

function profileColumn(cells: string[], decimal: '.' | ',', missing: ReadonlySet<string>): Profile {
  const reader = createCellNumberReader(decimal);
  const numbers: number[] = [];
  const units = new Map<string, number>();
  let filled = 0;
  for (const cell of cells) {
    const text = cell.trim();
    if (missing.has(text)) continue;
    filled += 1;
    const read = reader.read(text);
    if (!read) continue;
    numbers.push(read.value);
    if (read.unit) units.set(read.unit, (units.get(read.unit) ?? 0) + 1);
  }
  const [unit = ''] = [...units].sort((a, b) => b[1] - a[1])[0] ?? [];
  const steps = numbers.slice(1).map((value, index) => value - numbers[index]!);
  return {
    numbers,
    filled,
    unit,
    isInteger: numbers.every(Number.isInteger),
    isNonNegative: numbers.every((value) => value >= 0),
    isRunningNumber: numbers.length > 2 && steps.every((step) => step === 1),
    neverFalls: numbers.length > 2 && steps.every((step) => step >= 0) && steps.some((step) => step > 0),
    distinct: new Set(numbers).size,
  };
}

const calendarWord =
  /^(season|yr|year|mnth|month|week|weekday|day|dow|dayofweek|hr|hour|minute|quarter|holiday|workingday|weekend|weathersit)$/i;
const identifierWord =
  /(^|[_ .-])(p?pid|uid|gid|id|uuid|code|key|zip|port|index|row|line|rank|version)$|[a-z](Id|ID|Code|Key)$|^(idx|#|no\.?|nr\.?)$/;
const flagWord = /^(is|has)[_ A-Z]|flag$/;

function reasonNotToUse(name: string, profile: Profile): string {
  const namesAQuantity = kindWords.some(([pattern]) => pattern.test(name));
  if (profile.isRunningNumber && profile.numbers.length > 3 && !namesAQuantity && !/^\d+$/.test(name))
    return 'counts the rows';
  if (calendarWord.test(name.trim())) return 'names a part of the calendar';
  if (identifierWord.test(name.trim()) || identifierWord.test(name.trim().toLowerCase()))
    return 'is an identifier';
  if (flagWord.test(name) && profile.distinct <= 2) return 'is a flag';
  return '';
}

/** Order matters: "95th percentile of response time" is a percentile before it is a duration. */
const kindWords: [RegExp, SeriesKind][] = [
  [/(^|[^a-z])p\d{2,3}(\.\d+)?([^a-z\d]|$)|^\d{1,3}(\.\d+)?%$|percentile|quantile|median/i, 'percentile'],
  [
    /(req|requests|hits|fail|failures|errors|samples|transactions|calls|ops|operations|queries|bytes|kb|mb|msgs|messages)[ _]?(\/|per|_per_)[ _]?(s|sec|second|min|minute)\b|\/s\b|(^|[^a-z])(rps|qps|tps|rpm|rate|throughput)([^a-z]|$)/i,
    'rate',
  ],
  [
    /latency|duration|elapsed|response.?time|wait.?time|service.?time|idle.?time|connect$|(^|[_ (])(ms|msec|millis|milliseconds|seconds|sec)\)?$/i,
    'duration',
  ],
  [/percent|ratio|share|hit.?rate|availability|uptime|%/i, 'ratio'],
  [
    /cpu|mem(ory)?([^a-z]|$)|rss|heap|disk|temp|util|usage|load|threads|users|clients|concurren|connections|sessions|queue|backlog|humid|wind|pressure|(^|[_ ])(k|m|g)?wh?$|gauge|size|version/i,
    'gauge',
  ],
  [
    /count|cnt|requests|hits|visits|views|orders|calls|events|errors|failures|transactions|trips|rides|passengers|casual|registered|sales|volume|bytes|messages|total|number of|^n$/i,
    'count',
  ],
];

function detectKind(name: string, hint: string, profile: Profile): { kind: SeriesKind; confidence: number } {
  const isGeneric = /^(value|y|v|metric|metric_value|series|data|\d+)$/i.test(name);
  const word = kindWords.find(([pattern]) => pattern.test(isGeneric ? hint : name))?.[1];
  if (profile.unit === 'ms' && word !== 'percentile') return { kind: 'duration', confidence: 0.85 };
  if ((profile.unit === '/s' || profile.unit === 'B/s') && word !== 'percentile')
    return { kind: 'rate', confidence: 0.9 };
  if (/_total$|^total .*(count|number)|cumulative/i.test(name) && profile.neverFalls)
    return { kind: 'counter', confidence: 0.8 };
  if (word === 'count' && !(profile.isInteger && profile.isNonNegative))
    return { kind: 'gauge', confidence: 0.5 };
  if (word) return { kind: word, confidence: isGeneric ? 0.6 : 0.85 };
  return profile.isInteger && profile.isNonNegative && profile.distinct > 2
    ? { kind: 'count', confidence: 0.6 }
    : { kind: 'gauge', confidence: 0.5 };
}

function unitOfHeader(name: string, kind: SeriesKind, hint: string): string {
  const inBrackets = /[([]([^)\]]{1,20})[)\]]\s*$/.exec(name)?.[1];
  if (
    inBrackets &&
    /^(ms|s|us|µs|ns|min|h|%|B|bytes|[kKMGT]i?B|[kKMGT]?B\/s(ec)?|(req|requests|hits|ops)?\/s(ec)?|requests\/sec|[kMG]?Wh?|°C|°F)$/i.test(
      inBrackets,
    )
  )
    return inBrackets;
  const suffix = /[_ ](ms|seconds|sec|s|bytes|percent|pct|[kMG]W|[kMG]Wh)$/.exec(name)?.[1];
  if (suffix) return { seconds: 's', sec: 's', percent: '%', pct: '%', bytes: 'B' }[suffix] ?? suffix;
  if (kind === 'ratio' && name.includes('%')) return '%';
  if (/^\d{1,3}(\.\d+)?%$/.test(name)) return 'ms';
  if (kind === 'duration' && /^(elapsed|latency|connect|idletime)$/i.test(name)) return 'ms';
  if (kind === 'rate' && /\/s|per.?sec|rps|qps|tps/i.test(name)) return '/s';
  if (kind === 'gauge' && /cpu.?util/i.test(hint) && /^value$/i.test(name)) return '%';
  return '';
}
