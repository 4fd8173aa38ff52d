import type { Decision } from './mapping.ts';

/** Notes what was decided, how surely, and from which cell or line. */
export function decide(
  decisions: Decision[],
  field: Decision['field'],
  value: string,
  confidence: number,
  example: string,
  rest: Partial<Decision> = {},
) {
  decisions.push({
    field,
    value,
    confidence: Math.round(confidence * 100) / 100,
    example: example.slice(0, 200),
    alternatives: [],
    ...rest,
  });
}
