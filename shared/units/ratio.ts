import type { Brand } from './brand.ts';

/** A share of a whole, 1 = all of it. */
export type Ratio = Brand<'Ratio'>;

export const toRatio = (value: number): Ratio => value as Ratio;
