import type { Brand } from './brand.ts';

/** A duration in thousandths of a second. */
export type Milliseconds = Brand<'Milliseconds'>;

export const toMilliseconds = (value: number): Milliseconds => value as Milliseconds;
