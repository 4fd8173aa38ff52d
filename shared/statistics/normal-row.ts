import { normalCdf, normalQuantile } from './normal.ts';
import { streamSeed, uniformAt, type RandomKey } from './random.ts';

/*
 * The ziggurat of Marsaglia and Tsang 2000: 256 layers of equal area under exp(−z²/2); layer and place
 * within it come from different bits, as Doornik 2005 asks. 99 in 100 numbers cost one multiplication.
 */
const LAYERS = 256;
/** Where the tail begins, and the area of a layer. Source: Marsaglia and Tsang 2000, section 3. */
const TAIL = 3.6541528853610088;
const AREA = 4.92867323399e-3;
const HALF_RANGE = 2 ** 23;
const TAIL_CHANCE = normalCdf(-TAIL);

/** Half-widths: the base (tail included, as if it were square), then from the widest to 0 at the top. */
const widths = new Float64Array(LAYERS + 1);
const heights = new Float64Array(LAYERS + 1);
/** By layer: half-width of what lies wholly under the curve, and a layer's half-width per bit. */
const layers = new Float64Array(2 * LAYERS);
buildLayers();

/** Fills the array with independent standard normal numbers, in order; the same ones for the same key. */
export function fillNormals(into: Float64Array, key: RandomKey): void {
  const count = into.length;
  const table = layers;
  // xoshiro128**, as in random.ts: here with its state in registers, for noise by the million.
  let { a, b, c, d } = streamSeed(key);
  for (let index = 0; index < count; index++) {
    const scaled = Math.imul(b, 5);
    const bits = Math.imul((scaled << 7) | (scaled >>> 25), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    const at = (bits & (LAYERS - 1)) << 1;
    const z = (bits >> 8) * table[at + 1]!;
    into[index] = Math.abs(z) < table[at]! ? z : drawAtEdge(key, index, bits);
  }
}

/** One in a hundred: beyond the part of its layer that lies under the curve. Draws of its own, by index. */
function drawAtEdge({ high, low }: RandomKey, index: number, first: number): number {
  let bits = first;
  for (let counter = index * ATTEMPTS; ; counter += 2) {
    const layer = bits & (LAYERS - 1);
    const z = (bits >> 8) * layers[2 * layer + 1]!;
    if (Math.abs(z) < layers[2 * layer]!) return z;
    const uniform = uniformAt(high, low, counter);
    if (layer === 0) return Math.sign(z) * -normalQuantile(uniform * TAIL_CHANCE);
    const height = heights[layer]! + uniform * (heights[layer + 1]! - heights[layer]!);
    if (height < Math.exp((-z * z) / 2)) return z;
    bits = (uniformAt(high, low, counter + 1) * 2 ** 32) | 0;
  }
}

/** Room for a number's draws; that many are never needed. */
const ATTEMPTS = 64;

function buildLayers(): void {
  const density = (z: number): number => Math.exp((-z * z) / 2);
  widths[0] = AREA / density(TAIL);
  widths[1] = TAIL;
  for (let layer = 2; layer < LAYERS; layer++)
    widths[layer] = Math.sqrt(-2 * Math.log(AREA / widths[layer - 1]! + density(widths[layer - 1]!)));
  for (let layer = 0; layer < LAYERS; layer++) {
    heights[layer + 1] = density(widths[layer + 1]!);
    layers[2 * layer] = widths[layer + 1]!;
    layers[2 * layer + 1] = widths[layer]! / HALF_RANGE;
  }
}
