import type { KnownReplays } from './known-replay.ts';
import { REPLAYED_CHANGING_LOAD } from './replayed-changing-load.ts';
import { REPLAYED_NETWORKS } from './replayed-networks.ts';
import { REPLAYED_RELIABILITY } from './replayed-reliability.ts';
import { REPLAYED_SHAPING } from './replayed-shaping.ts';
import { REPLAYED_STATIONS } from './replayed-stations.ts';

/** Every model of known results that the replay can simulate. */
export const KNOWN_REPLAYS: KnownReplays = {
  ...REPLAYED_STATIONS,
  ...REPLAYED_NETWORKS,
  ...REPLAYED_SHAPING,
  ...REPLAYED_RELIABILITY,
  ...REPLAYED_CHANGING_LOAD,
};
