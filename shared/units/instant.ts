/** Lengths of time in milliseconds; an instant is milliseconds since 1970-01-01T00:00:00Z. */
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
