import type { Fan } from '../history/demand-fit.ts';
import type { Role } from './scene.ts';

/**
 * History as a line in ink, then the futures as bands of 50, 80 and 95 % around their median.
 * Times are wall-clock milliseconds or local days; values carry one unit.
 */
export interface FanChartData {
  unit: string;
  fan: Fan;
  /** What was observed, null where it is missing; gaps stay gaps. */
  history?: { dates: readonly string[]; values: readonly (number | null)[] };
  /** Marked where they happen; the names of those that would collide are left to the read-out. */
  events?: readonly { date: string; name: string }[];
  /** Dashed lines with their names, such as "cart store saturates". */
  thresholds?: readonly { value: number; name: string; role?: Role }[];
  /** Where days would blur into one another, weeks are drawn instead: their highest day, or their mean. */
  perWeek?: 'highest' | 'mean';
  /** A median to compare with, such as the one before a change. */
  before?: { dates: readonly string[]; values: readonly number[]; name: string };
}

export const FAN_BANDS = [
  { role: 'fan-95', low: 'p2_5', high: 'p97_5', name: '95\u00a0%' },
  { role: 'fan-80', low: 'p10', high: 'p90', name: '80\u00a0%' },
  { role: 'fan-50', low: 'p25', high: 'p75', name: '50\u00a0%' },
] as const;

/** Data and scales of a fan chart. */
export interface FanFrame {
  data: FanChartData;
  /** The data are weeks. */
  isWeekly: boolean;
  times: number[];
  past: { at: number; value: number | null }[];
  toX: (wall: number) => number;
  toY: (value: number) => number;
}
