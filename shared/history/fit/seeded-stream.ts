import { createStream, randomKey } from '../../statistics/random.ts';

/** Uniform and normal numbers for one purpose: the same seed gives the same numbers on any machine. */
export interface SeededStream {
  uniform(): number;
  normal(): number;
}

/** Normals by the polar method (Marsaglia and Bray 1964). */
export function createSeededStream(seed: number, purpose = 'history/paths'): SeededStream {
  const uniform = createStream(randomKey(seed, 0, purpose));
  function normal(): number {
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const radius = x * x + y * y;
      if (radius > 0 && radius < 1) return x * Math.sqrt((-2 * Math.log(radius)) / radius);
    }
  }
  return { uniform, normal };
}
