/** A line of the table, in its format. */
export interface GoldenCase {
  id: string;
  model: string;
  params: Record<string, unknown>;
  quantity: string;
  value: number;
  tolerance: number;
  tolerance_kind: 'rel' | 'abs';
  source: string;
  kind: 'exact';
}

/** Several quantities of one model with one set of parameters. */
export function casesOf(
  prefix: string,
  model: string,
  params: Record<string, unknown>,
  values: Record<string, number>,
  { source, tolerance = 1e-7 }: { source: string; tolerance?: number },
): GoldenCase[] {
  return Object.entries(values).map(([quantity, value]) => ({
    id: `${prefix}-${quantity.replaceAll('_', '-')}`,
    model,
    params,
    quantity,
    value,
    tolerance,
    tolerance_kind: 'rel',
    source,
    kind: 'exact',
  }));
}
