import { heldAt } from './autoscaler.ts';
import { EFFECT } from './compiled-plan.ts';
import type { Deferral } from './deferral.ts';
import { WHOLE, type Outage } from './outage.ts';
import type { Workspace } from './workspace.ts';

/** Share of every station's capacity that outages leave it, as a mean over each step. */
export function fillUpShares(work: Workspace, { upShare }: Deferral): void {
  const { stepMinutes } = work.compiled.grid;
  for (const shares of upShare) shares?.fill(1);
  for (const outage of work.outages) {
    const shares = upShare[outage.station];
    if (!shares || outage.failover) continue;
    const lost = lostShare(work, outage);
    const last = Math.min(shares.length, Math.ceil(outage.end / stepMinutes));
    for (let step = Math.max(0, Math.floor(outage.start / stepMinutes)); step < last; step++) {
      const from = Math.max(outage.start, step * stepMinutes);
      const to = Math.min(outage.end, (step + 1) * stepMinutes);
      shares[step] = Math.max(0, shares[step]! - (lost * (to - from)) / stepMinutes);
    }
  }
}

function lostShare(
  work: Workspace,
  { effect, value, firstSlot, stride, endSlot, station, start }: Outage,
): number {
  if (firstSlot === WHOLE) {
    if (effect === EFFECT.down) return 1;
    return effect === EFFECT.reduced ? value : 1 - 1 / value;
  }
  const held = heldAt(work, station, start);
  const last = Math.min(held, endSlot);
  const gone = last > firstSlot ? Math.ceil((last - firstSlot) / stride) : 0;
  return held - gone < work.inputs.stations[station]!.required ? 1 : gone / held;
}
