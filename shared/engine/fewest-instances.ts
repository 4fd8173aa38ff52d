/** Fewest instances, `least` to `most`, whose `scaleLoad` is enough for `load`; looked for from `near` on. */
export function fewestInstances(
  scaleLoad: Float64Array,
  load: number,
  least: number,
  most: number,
  near: number,
): number {
  let instances = near;
  while (instances > least && scaleLoad[instances - 1]! >= load) instances -= 1;
  if (instances < least) instances = least;
  while (instances < most && scaleLoad[instances]! < load) instances += 1;
  return instances;
}
