/**
 * Random numbers addressed by name, never drawn in program order: two scenarios that differ in one
 * component see the same futures everywhere else.
 *
 * Mixing: the finaliser of MurmurHash3 (Appleby, public domain) with two key words.
 * Sequential stream: xoshiro128** (Blackman and Vigna 2018).
 */
export interface RandomKey {
  readonly high: number;
  readonly low: number;
}

/** Spreads every bit of a 32-bit integer over all others. */
export function mix32(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** 32-bit FNV-1a of the text's UTF-16 units. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash | 0;
}

/** The key of a purpose (`components/web/noise`) in one replication of one seed. */
export function randomKey(seed: number, replication: number, purpose: string): RandomKey {
  return keyFromHash(seed, replication, hashText(purpose), hashText(`${purpose}#`));
}

/** As `randomKey`, with the two hashes of the purpose made beforehand. */
export function keyFromHash(seed: number, replication: number, hashA: number, hashB: number): RandomKey {
  const seedLow = mix32((seed | 0) ^ 0x9e3779b9);
  const seedHigh = mix32(Math.floor(seed / 4294967296) ^ 0x7f4a7c15);
  const future = mix32(Math.imul(replication, 0x9e3779b1) ^ seedLow);
  return { high: mix32(mix32(hashA ^ future) + seedHigh), low: mix32(mix32(hashB + future) ^ seedLow) };
}

/** The number at `counter` of the key's row, in (0, 1). Any counter, in any order. */
export function uniformAt(high: number, low: number, counter: number): number {
  let mixed = (Math.imul(counter, 0x9e3779b1) + high) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35) ^ low;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  mixed ^= mixed >>> 16;
  return ((mixed >>> 0) + 0.5) / 4294967296;
}

/** Uniform numbers in (0, 1), one after the other, for draws whose number is not known beforehand. */
export type RandomStream = () => number;

export function createStream(key: RandomKey): RandomStream {
  let { a, b, c, d } = streamSeed(key);
  return () => {
    const scaled = Math.imul(b, 5);
    const result = Math.imul((scaled << 7) | (scaled >>> 25), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return ((result >>> 0) + 0.5) / 4294967296;
  };
}

/** Replications that share a Latin hypercube. */
export const STRATA = 64;
/** Where the stream of a key begins; never all 0. */
export function streamSeed({ high, low }: RandomKey): { a: number; b: number; c: number; d: number } {
  return {
    a: mix32(high + 0x9e3779b9),
    b: mix32(low + 0x3c6ef372),
    c: mix32(high ^ 0x510e527f),
    d: mix32(low ^ 0x1f83d9ab) | 1,
  };
}

/**
 * Latin hypercube in blocks of 64 replications: within a block each 64th of (0, 1) is hit once, in
 * an order of the purpose's own. Any replication can be computed alone.
 */
export function stratifiedUniform(seed: number, replication: number, purpose: string): number {
  const { high, low } = strataKey(seed, replication, purpose);
  const own = uniformAt(high, low, replication % STRATA);
  let stratum = 0;
  for (let other = 0; other < STRATA; other++) if (uniformAt(high, low, other) < own) stratum += 1;
  return (stratum + uniformAt(low, high, replication % STRATA)) / STRATA;
}

/** The strata of the replication's whole block in their order: what `stratifiedUniform` would hit. */
export function strataOf(seed: number, replication: number, purpose: string): Uint8Array {
  const { high, low } = strataKey(seed, replication, purpose);
  const marks = Float64Array.from({ length: STRATA }, (_none, other) => uniformAt(high, low, other));
  return Uint8Array.from(marks, (own) => marks.reduce((below, mark) => below + (mark < own ? 1 : 0), 0));
}

/** As `stratifiedUniform`, in another stratum than the purpose's own order would give. */
export function uniformInStratum(
  seed: number,
  replication: number,
  purpose: string,
  stratum: number,
): number {
  const { high, low } = strataKey(seed, replication, purpose);
  return (stratum + uniformAt(low, high, replication % STRATA)) / STRATA;
}

const strataKey = (seed: number, replication: number, purpose: string): RandomKey =>
  randomKey(seed, Math.floor(replication / STRATA), `${purpose}/strata`);
