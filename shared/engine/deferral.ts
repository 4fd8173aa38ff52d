import type { CompiledDeferral } from './compiled-rules.ts';
import type { CompiledPlan } from './compiled-plan.ts';
import type { RegionMix } from './region-mix.ts';

/*
 * S5: work that may wait moves to quiet steps. What is put off is known before a future is walked:
 * deferral turns the arrivals of its journeys into releases, and everything after sees the releases.
 */

/** What deferral does to the journeys of a plan in one future; buffers are reused. */
export interface Deferral {
  journeys: DeferredJourney[];
  /** By position of the journey. */
  ofJourney: (DeferredJourney | undefined)[];
  /** By station: erlangs it can carry in the step walked, and those it has already. */
  capacity: Float64Array;
  load: Float64Array;
  /** Work left from steps in which more came than could be done, erlangs × steps. */
  backlog: Float64Array;
  /** By station and step: share of its capacity that outages leave; null off the deferred paths. */
  upShare: (Float32Array | null)[];
}

export interface DeferredJourney {
  journey: number;
  rule: CompiledDeferral;
  /** Arrivals per second and where they come from, before anything is put off. */
  totals: Float64Array;
  arriving: RegionMix;
  /** Where releases come from. */
  released: RegionMix;
  parts: DeferredParts;
  /** Oldest step with work left, and the share of its arrivals that is left. */
  head: number;
  left: number;
  /** Whether nothing more of it fits into the step walked. */
  isBlocked: boolean;
  /** Requests still put off when the horizon ends. */
  heldAtEnd: number;
}

/** Shares of a step's arrivals released in a later step, in order of release. */
export interface DeferredParts {
  count: number;
  /** Parts released in step s: `first[s]` to `first[s + 1]` − 1. */
  first: Int32Array;
  arrival: Int32Array;
  share: Float64Array;
  /** Whether they had waited as long as they may. */
  isDue: Uint8Array;
  /** Delays of the first and the last of them, seconds. */
  from: Float64Array;
  to: Float64Array;
}

/** null where the plan puts nothing off. `mixes`: of the demand path, by journey. */
export function createDeferral(
  { rules, stations, journeys, grid }: CompiledPlan,
  mixes: readonly RegionMix[],
): Deferral | null {
  if (rules.deferrals.length === 0) return null;
  const byStation = () => new Float64Array(stations.length);
  const deferred = rules.deferrals.flatMap((rule) =>
    rule.journeys.map((journey): DeferredJourney => ({
      journey,
      rule,
      totals: new Float64Array(grid.steps),
      arriving: mixes[journey]!,
      released: {
        ...mixes[journey]!,
        splits: mixes[journey]!.splits.map(() => new Float64Array(grid.steps)),
      },
      parts: createParts(grid.steps),
      head: 0,
      left: 0,
      isBlocked: false,
      heldAtEnd: 0,
    })),
  );
  const onPath = new Set(
    deferred.flatMap(({ journey }) => journeys[journey]!.visits.map(({ station }) => station)),
  );
  return {
    journeys: deferred,
    ofJourney: journeys.map((_journey, index) => deferred.find(({ journey }) => journey === index)),
    capacity: byStation(),
    load: byStation(),
    backlog: byStation(),
    upShare: stations.map((_station, index) => (onPath.has(index) ? new Float32Array(grid.steps) : null)),
  };
}

function createParts(steps: number): DeferredParts {
  const room = 4 * steps + 16;
  return {
    count: 0,
    first: new Int32Array(steps + 1),
    arrival: new Int32Array(room),
    share: new Float64Array(room),
    isDue: new Uint8Array(room),
    from: new Float64Array(room),
    to: new Float64Array(room),
  };
}

/** Whether the journey releases in the step what had been put off. */
export function releasesPutOff(deferral: Deferral, journey: number, step: number): boolean {
  const first = deferral.ofJourney[journey]?.parts.first;
  return first !== undefined && first[step + 1]! > first[step]!;
}
