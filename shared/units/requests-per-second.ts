import type { Brand } from './brand.ts';

/** Arrival or departure rate, in requests per second. */
export type RequestsPerSecond = Brand<'RequestsPerSecond'>;

export const toRequestsPerSecond = (value: number): RequestsPerSecond => value as RequestsPerSecond;
