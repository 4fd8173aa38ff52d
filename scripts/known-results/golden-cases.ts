import { changingLoadCases } from './changing-load.ts';
import type { GoldenCase } from './golden-case.ts';
import { networkCases } from './networks.ts';
import { phaseStationCases } from './phase-stations.ts';
import { planningCases } from './planning.ts';
import { reliabilityCases } from './reliability.ts';
import { shapingCases } from './shaping.ts';
import { stationCases } from './stations.ts';

/** The project's own known results, by methods that share nothing with what they check. */
export const goldenCases = (): GoldenCase[] => [
  ...stationCases(),
  ...phaseStationCases(),
  ...networkCases(),
  ...reliabilityCases(),
  ...shapingCases(),
  ...changingLoadCases(),
  ...planningCases(),
];
