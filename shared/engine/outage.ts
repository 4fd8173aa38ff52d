import { EFFECT } from './compiled-plan.ts';

/** Slots of an interval that means the whole station, or a share of it. */
export const WHOLE = -1;

/** A time in which a part of a station is away or slow, in minutes from the start of the horizon. */
export interface Outage {
  station: number;
  start: number;
  end: number;
  effect: number;
  value: number;
  /** Instances away: from `firstSlot` on, every `stride`-th below `endSlot`; WHOLE for the station. */
  firstSlot: number;
  stride: number;
  endSlot: number;
  cause: number;
  announced: boolean;
  /** A part failed and its share of calls fails until the others take over. */
  failover: boolean;
}

/** The whole station down. */
export function wholeOutage(station: number, start: number, end: number, cause: number): Outage {
  return {
    station,
    start,
    end,
    effect: EFFECT.down,
    value: 1,
    firstSlot: WHOLE,
    stride: 1,
    endSlot: Infinity,
    cause,
    announced: false,
    failover: false,
  };
}

/** Whether the outage takes parts of a station away and nothing else. */
export const isPartial = ({ firstSlot, effect, failover, announced }: Outage): boolean =>
  !failover && !announced && (firstSlot !== WHOLE || effect === EFFECT.reduced);
