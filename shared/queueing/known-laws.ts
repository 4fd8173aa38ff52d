import { type PhaseType, erlangPhases, exponentialPhases, hyperexponentialPhases } from './phase-type.ts';

/** Squared coefficient of variation of a law as tables of known results name it. */
export function serviceCv2(law: string): number {
  const erlang = /^Erlang-(\d+)/.exec(law);
  if (erlang) return 1 / Number(erlang[1]);
  if (law.startsWith('H2')) return Number(/SCV ([\d.]+)/.exec(law)?.[1] ?? 4);
  if (law === 'exponential') return 1;
  if (law === 'deterministic') return 0;
  throw new RangeError(`Expected exponential, deterministic, Erlang-k or H2 balanced means, got "${law}".`);
}

/** The law as a chain of phases; undefined for a deterministic one. */
export function servicePhases(law: string, mean: number): PhaseType | undefined {
  const cv2 = serviceCv2(law);
  if (cv2 === 0) return undefined;
  if (cv2 === 1) return exponentialPhases(mean);
  return cv2 < 1 ? erlangPhases(Math.round(1 / cv2), mean) : hyperexponentialPhases(mean, cv2);
}
