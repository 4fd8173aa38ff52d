/** A probability as people read it: `62 %`, `99.2 %`, never rounded to certainty. */
export function percent(share: number): string {
  const value = share * 100;
  if (value > 99.9 && value < 100) return '> 99.9\u00a0%';
  if (value > 0 && value < 0.1) return '< 0.1\u00a0%';
  const digits = value > 98.95 && value < 100 ? 1 : value < 0.95 && value > 0 ? 1 : 0;
  return `${value.toFixed(digits).replace(/\.0$/, '')}\u00a0%`;
}
