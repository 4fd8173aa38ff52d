import type { CumulativeLaw } from './service-law.ts';

/** Probability mass at k × delta, k = 0 … length − 1; what lies beyond is in the last place. */
export type Lattice = Float64Array;

/**
 * Puts a law on a grid so that its mean stays exact: the mass between two points is shared between
 * them by distance. `mean` in the unit of `delta`.
 */
export function latticeOf(law: CumulativeLaw, mean: number, delta: number, length: number): Lattice {
  const masses = new Float64Array(length);
  if (mean === 0) {
    masses[0] = 1;
    return masses;
  }
  const FINE = 4;
  let below = law(0);
  masses[0] = below;
  let placed = below;
  for (let cell = 0; cell < length - 1 && placed < 1 - 1e-13; cell++) {
    for (let part = 0; part < FINE; part++) {
      const above = law(((cell + (part + 1) / FINE) * delta) / mean);
      const upper = (part + 0.5) / FINE;
      masses[cell]! += (above - below) * (1 - upper);
      masses[cell + 1]! += (above - below) * upper;
      below = above;
    }
    placed = below;
  }
  masses[length - 1]! += 1 - placed;
  return masses;
}

/** Law of the sum of two independent times on the same grid. */
export function convolve(a: Lattice, b: Lattice): Lattice {
  const length = a.length;
  const size = 2 * length;
  const real = new Float64Array(size);
  const imaginary = new Float64Array(size);
  real.set(a);
  imaginary.set(b);
  transform(real, imaginary);
  // Both transforms from one: A = (F(k) + F*(−k)) / 2, B = (F(k) − F*(−k)) / 2i, product A·B.
  const productReal = new Float64Array(size);
  const productImaginary = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    const mirror = (size - k) % size;
    const ar = (real[k]! + real[mirror]!) / 2;
    const ai = (imaginary[k]! - imaginary[mirror]!) / 2;
    const br = (imaginary[k]! + imaginary[mirror]!) / 2;
    const bi = (real[mirror]! - real[k]!) / 2;
    productReal[k] = ar * br - ai * bi;
    productImaginary[k] = -(ar * bi + ai * br); // conjugated: the same transform leads back
  }
  transform(productReal, productImaginary);
  const sum = new Float64Array(length);
  for (let k = 0; k < size - 1; k++) {
    sum[Math.min(k, length - 1)]! += Math.max(0, productReal[k]! / size);
  }
  return sum;
}

/** Law of the larger of two independent times on the same grid. */
export function maximum(a: Lattice, b: Lattice): Lattice {
  const result = new Float64Array(a.length);
  let cumulativeA = 0;
  let cumulativeB = 0;
  let before = 0;
  for (let k = 0; k < a.length; k++) {
    cumulativeA += a[k]!;
    cumulativeB += b[k]!;
    result[k] = cumulativeA * cumulativeB - before;
    before = cumulativeA * cumulativeB;
  }
  return result;
}

/** Weighted mixture of laws on the same grid. */
export function mixture(parts: readonly { weight: number; law: Lattice }[]): Lattice {
  const result = new Float64Array(parts[0]!.law.length);
  for (const { weight, law } of parts) for (let k = 0; k < law.length; k++) result[k]! += weight * law[k]!;
  return result;
}

/** The time that is always 0. */
export function nothing(length: number): Lattice {
  const law = new Float64Array(length);
  law[0] = 1;
  return law;
}

/** In-place fast Fourier transform, length a power of two. Source: Cooley and Tukey 1965, radix 2. */
function transform(real: Float64Array, imaginary: Float64Array): void {
  const size = real.length;
  for (let index = 1, mirror = 0; index < size; index++) {
    let bit = size >> 1;
    for (; mirror & bit; bit >>= 1) mirror ^= bit;
    mirror ^= bit;
    if (index < mirror) {
      [real[index], real[mirror]] = [real[mirror]!, real[index]!];
      [imaginary[index], imaginary[mirror]] = [imaginary[mirror]!, imaginary[index]!];
    }
  }
  const cosines = new Float64Array(size / 2);
  const sines = new Float64Array(size / 2);
  for (let k = 0; k < size / 2; k++) {
    cosines[k] = Math.cos((2 * Math.PI * k) / size);
    sines[k] = -Math.sin((2 * Math.PI * k) / size);
  }
  for (let half = 1; half < size; half *= 2) {
    const stride = size / (2 * half);
    for (let start = 0; start < size; start += 2 * half) {
      for (let k = 0; k < half; k++) {
        const wr = cosines[k * stride]!;
        const wi = sines[k * stride]!;
        const low = start + k;
        const high = low + half;
        const tr = real[high]! * wr - imaginary[high]! * wi;
        const ti = real[high]! * wi + imaginary[high]! * wr;
        real[high] = real[low]! - tr;
        imaginary[high] = imaginary[low]! - ti;
        real[low]! += tr;
        imaginary[low]! += ti;
      }
    }
  }
}
