import { clockText, dayText, fromIsoText } from '#shared/charts/civil-date.ts';
import type { ReplayEstimate } from '#shared/contract/replay-records.ts';
import { MINUTE_MS } from '#shared/units/instant.ts';
import type { HourReport } from '#shared/verdicts/engines/hour-report.ts';
import { formatNumber, groupThousands } from '#renderer/ui/number-text.ts';

/** `Fri 26 Nov 2027, 18:00 to 19:00`. */
export function spanWords(localTime: string, minutes: number): string {
  const from = fromIsoText(localTime);
  if (Number.isNaN(from)) return '';
  const to = from + minutes * MINUTE_MS;
  const end = dayText(from) === dayText(to) ? clockText(to) : `${dayText(to)}, ${clockText(to)}`;
  return `${dayText(from)}, ${clockText(from)} to ${end}`;
}

/** Which future, and why it. */
export function futureWords({ number, choice, of, rank }: HourReport['future']): string {
  const share = `${Math.round(rank * 100)}\u00a0%`;
  switch (choice) {
    case 'typical':
      return `future ${number}, the median of ${of} by requests`;
    case 'busy':
      return `future ${number}, busier than ${share} of ${of}`;
    case 'given':
      return `future ${number}, no quieter than ${share} of ${of}`;
  }
}

/** `1.2 million`, `340 000`. */
export const countWords = (count: number): string =>
  count >= 1e6
    ? `${formatNumber(count / 1e6)} million`
    : groupThousands(String(count >= 1e4 ? Math.round(count / 1000) * 1000 : Math.round(count)));

/** `some 7 s`, `about 3 min`. */
export function secondsWords(seconds: number): string {
  if (seconds < 1.5) return 'about a second';
  if (seconds < 90) return `about ${Math.round(seconds)}\u00a0s`;
  return `about ${Math.round(seconds / 60)}\u00a0min`;
}

/** `1.2 million requests in 10 repetitions, about 7 s`. */
export const workWords = ({ requests, repetitions, seconds }: ReplayEstimate): string =>
  `${countWords(requests)} requests in ${repetitions} repetitions, ${secondsWords(seconds)}.`;
