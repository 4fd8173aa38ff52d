/** What a bad event is owed to, in the order tallies use. */
export const causes = [
  'load',
  'failure',
  'maintenance',
  'deployment',
  'shaping',
  'dependency',
  'staffing',
] as const;
export type Cause = (typeof causes)[number];

/** Positions in `causes`, for arrays indexed by cause. */
export const CAUSE = {
  load: 0,
  failure: 1,
  maintenance: 2,
  deployment: 3,
  shaping: 4,
  dependency: 5,
  staffing: 6,
} as const;
export const CAUSES = causes.length;
