import type { DeskState } from './desk.ts';

/** After this many times their mean patience nobody waits any more. */
const LONGEST_PATIENCE = 50;

/**
 * When the tickets that come at the edges of the desk's pieces are served, first come, first served:
 * their wait in desk minutes, and how many tickets the desk can have served until then.
 *
 * A queue q at rate r(x) and patience θ is empty at w with ∫ r(x) e^(x / θ) dx = q, from now to w. Of
 * the tickets that come between two edges as many are served as the desk serves between their two
 * services: ∫ e^(−w / θ) dq = ∫ r dw.
 */
export function fillService({ timeline, patience }: DeskState): void {
  const { open, rate, stretch, waiting, wait, servedBefore } = timeline;
  const pieces = open.length;
  const longest = LONGEST_PATIENCE * patience;
  const last = lastRate(open, rate);
  let after = 0;
  // From the edge at hand to the start of `after`: desk minutes, what is served in tickets of now, and
  // what one there is worth now; and all that is served before `after`.
  let ahead = 0;
  let sum = 0;
  let worth = 1;
  let capacity = 0;
  for (let edge = 0; edge <= pieces; edge++) {
    const queue = edge === 0 ? 0 : waiting[edge - 1]!;
    if (queue === 0 && after === edge && edge < pieces && rate[edge]! > 0) {
      wait[edge] = 0;
      servedBefore[edge] = capacity;
      capacity += rate[edge]! * open[edge]!;
      after += 1;
      continue;
    }
    while (after < pieces && ahead <= longest) {
      const chunk = rate[after]! * worth * stretch[after]!;
      if (sum + chunk > queue) break;
      sum += chunk;
      ahead += open[after]!;
      worth *= 1 + stretch[after]! / patience;
      capacity += rate[after]! * open[after]!;
      after += 1;
    }
    // Beyond the horizon the last people stay.
    const then = after < pieces ? rate[after]! : last;
    const left = Math.max(0, queue - sum) / (then * worth);
    // θ ln(1 + q / (rθ)), without a call whose arguments would be put on the heap edge by edge.
    const minutes =
      then > 0 && ahead <= longest
        ? patience === Infinity
          ? left
          : patience * Math.log1p(left / patience)
        : Infinity;
    wait[edge] = ahead + minutes;
    servedBefore[edge] = minutes === Infinity ? capacity : capacity + then * minutes;
    if (edge === pieces) return;
    if (after === edge) {
      capacity += rate[edge]! * open[edge]!;
      after += 1;
    }
    if (after === edge + 1) {
      ahead = 0;
      sum = 0;
      worth = 1;
    } else if (open[edge]! > 0) {
      const one = 1 + stretch[edge]! / patience;
      ahead -= open[edge]!;
      sum = Math.max(0, sum - rate[edge]! * stretch[edge]!) / one;
      worth /= one;
    }
  }
}

/** Of the last piece that is open. */
function lastRate(open: Float64Array, rate: Float64Array): number {
  let piece = open.length - 1;
  while (piece > 0 && open[piece] === 0) piece -= 1;
  return rate[piece]!;
}
