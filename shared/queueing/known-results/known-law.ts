import { type PhaseType, erlangPhases, exponentialPhases, hyperexponentialPhases } from '../phase-type.ts';

/** A law of times as tables of known results name it, without its mean. */
export type KnownLaw =
  | { kind: 'exponential' | 'deterministic' }
  | { kind: 'erlang'; stages: number }
  /** Two exponentials with balanced means. */
  | { kind: 'hyperexponential'; cv2: number };

/**
 * `Erlang-4`, `H2 balanced means, SCV 4`, `exponential` or `deterministic`; where the name does not
 * tell the cv², `cv2` does. Throws a RangeError for any other name.
 */
export function parseKnownLaw(name: string, cv2?: number): KnownLaw {
  const stages = /^Erlang-(\d+)$/.exec(name)?.[1];
  if (stages && Number(stages) >= 1) return { kind: 'erlang', stages: Number(stages) };
  if (name === 'exponential' || name === 'deterministic') return { kind: name };
  if (name.startsWith('H2 balanced means')) {
    const told = /SCV ([\d.]+)/.exec(name)?.[1];
    const wanted = told === undefined ? cv2 : Number(told);
    if (wanted !== undefined && wanted >= 1) return { kind: 'hyperexponential', cv2: wanted };
    throw new RangeError(
      `Expected a squared coefficient of variation of at least 1 for "${name}", got ${wanted ?? 'none'}.`,
    );
  }
  throw new RangeError(
    `Expected the law exponential, deterministic, Erlang-k or H2 balanced means, got "${name}".`,
  );
}

export function cv2OfKnownLaw(law: KnownLaw): number {
  switch (law.kind) {
    case 'exponential':
      return 1;
    case 'deterministic':
      return 0;
    case 'erlang':
      return 1 / law.stages;
    case 'hyperexponential':
      return law.cv2;
  }
}

/** The law as a chain of phases; undefined for a deterministic one. */
export function phasesOfKnownLaw(law: KnownLaw, mean: number): PhaseType | undefined {
  switch (law.kind) {
    case 'exponential':
      return exponentialPhases(mean);
    case 'deterministic':
      return undefined;
    case 'erlang':
      return erlangPhases(law.stages, mean);
    case 'hyperexponential':
      return hyperexponentialPhases(mean, law.cv2);
  }
}
