import { responseMinutes } from '#shared/charts/replay-charts.ts';
import { layoutMinuteLines } from '#shared/charts/minute-lines.ts';
import type { Example } from '../example.ts';
import { madeSpan } from './made-span.ts';

export const replayResponse: Example = {
  title: 'Checkout response time, minute by minute',
  description: 'Percentiles of the replay, the time-step engine dashed, an outage and a surge shaded.',
  height: 200,
  draw: (size) =>
    layoutMinuteLines(
      responseMinutes(madeSpan(), 'checkout', { value: 900, name: '≤\u00a0900\u00a0ms' }),
      size,
    ),
};
