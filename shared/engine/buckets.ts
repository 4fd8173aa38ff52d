import { createBucketLaw, type BucketLaw } from './bucket-law.ts';
import type { CompiledPlan } from './compiled-plan.ts';

/** Buckets of the plan's rate limits; tokens missing are carried over from piece to piece. */
export interface Buckets {
  laws: BucketLaw[];
  /** Arrivals per second below which a bucket shows in no step of this future. */
  quietRates: Float64Array;
  missing: Float64Array;
  /** Whether the time before was quiet, so that they are where its arrivals leave them. */
  wereQuiet: boolean;
  nextMissing: Float64Array;
  /** Where the piece's arrivals leave them in the long run; 0 where the bucket is not quiet. */
  settled: Float64Array;
}

export function createBuckets({ rules }: CompiledPlan): Buckets {
  return {
    laws: rules.rateLimits.map(({ burst, arrivalCv2, delays }) => createBucketLaw(burst, arrivalCv2, delays)),
    settled: new Float64Array(rules.rateLimits.length),
    wereQuiet: true,
    quietRates: new Float64Array(rules.rateLimits.length),
    missing: new Float64Array(rules.rateLimits.length),
    nextMissing: new Float64Array(rules.rateLimits.length),
  };
}
