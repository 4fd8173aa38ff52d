import type { PictureTallies, RunTallies } from './run-tallies.ts';

/** Puts parts of a run together, in the order of their replications. */
export function mergeTallies(parts: readonly RunTallies[]): RunTallies {
  const sorted = parts.toSorted((a, b) => a.first - b.first);
  const head = sorted[0];
  if (!head) throw new RangeError('Expected at least one part of a run.');
  return {
    first: head.first,
    replications: sorted.reduce((sum, part) => sum + part.replications, 0),
    clauses: head.clauses.map((clause, index) => ({
      ...clause,
      tiers: clause.tiers.map((tier, position) => {
        const all = sorted.map((part) => part.clauses[index]!.tiers[position]!);
        return {
          tier: tier.tier,
          good: join(all.map(({ good }) => good)),
          valid: join(all.map(({ valid }) => valid)),
          otherAccounting: tier.otherAccounting && {
            good: join(all.map(({ otherAccounting }) => otherAccounting!.good)),
            valid: join(all.map(({ otherAccounting }) => otherAccounting!.valid)),
          },
          badByCause: join(all.map(({ badByCause }) => badByCause)),
        };
      }),
    })),
    peakUtilization: joinFloats(sorted.map(({ peakUtilization }) => peakUtilization)),
    storms: joinFloats(sorted.map(({ storms }) => storms)),
    pictures: mergePictures(sorted.map(({ pictures }) => pictures)),
  };
}

const join = (parts: readonly Float64Array[]): Float64Array => fill(new Float64Array(lengthOf(parts)), parts);
const joinFloats = (parts: readonly Float32Array[]): Float32Array =>
  fill(new Float32Array(lengthOf(parts)), parts);

const lengthOf = (parts: readonly { length: number }[]): number =>
  parts.reduce((sum, { length }) => sum + length, 0);

function fill<Joined extends Float64Array | Float32Array>(joined: Joined, parts: readonly Joined[]): Joined {
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function mergePictures(parts: readonly PictureTallies[]): PictureTallies {
  const all = (pick: (part: PictureTallies) => Float32Array): Float32Array => joinFloats(parts.map(pick));
  return {
    dailyPeaks: all((part) => part.dailyPeaks),
    upShare: all((part) => part.upShare),
    success: all((part) => part.success),
    losses: all((part) => part.losses),
    lossCauses: all((part) => part.lossCauses),
    response: all((part) => part.response),
    desks: all((part) => part.desks),
    deferred: all((part) => part.deferred),
    outages: all((part) => part.outages),
    outMinutes: all((part) => part.outMinutes),
    busiest: all((part) => part.busiest),
  };
}
