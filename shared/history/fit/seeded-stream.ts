/** Uniform and normal numbers from a seed: the same seed, the same numbers, on any machine. */
export interface SeededStream {
  uniform(): number;
  normal(): number;
}

/** mulberry32 (T. Ettinger, public domain); normals by the polar method of Marsaglia. */
export function createSeededStream(seed: number): SeededStream {
  let state = seed >>> 0;
  function uniform(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
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
