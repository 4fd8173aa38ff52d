/** Mean 1 over the list. */
const normalise = (factors: number[]): number[] => {
  const mean = factors.reduce((sum, factor) => sum + factor, 0) / factors.length;
  return factors.map((factor) => Number((factor / mean).toFixed(4)));
};

/** A shop's day: quiet at night, a shoulder at noon, its height at 20:00. */
const dayShape = (hour: number): number =>
  0.18 + 0.75 * Math.exp(-(((hour - 12.5) / 3.4) ** 2)) + 1.15 * Math.exp(-(((hour - 20.2) / 2.3) ** 2));

/** Monday to Sunday: Sunday evening is the strongest, Friday the weakest. */
const DAYS = [1.02, 0.98, 0.97, 0.96, 0.9, 1.0, 1.17];

export const SHOP_HOUR_OF_WEEK = normalise(
  Array.from({ length: 168 }, (_none, hour) => dayShape(hour % 24) * DAYS[Math.floor(hour / 24)]!),
);

/** January to December: a summer dip and a strong fourth quarter. */
export const SHOP_MONTH_OF_YEAR = normalise([
  0.98, 0.94, 0.96, 0.95, 0.94, 0.9, 0.87, 0.9, 0.98, 1.05, 1.22, 1.31,
]);
