import { waitingMinutes } from '#shared/charts/replay-charts.ts';
import { layoutMinuteLines } from '#shared/charts/minute-lines.ts';
import type { Example } from '../example.ts';
import { madeSpan } from './made-span.ts';

export const replayWaiting: Example = {
  title: 'Calls waiting',
  description: 'The queue of one component while the hour is still being replayed.',
  height: 140,
  draw: (size) => layoutMinuteLines(waitingMinutes(madeSpan({ upTo: 42 })), size),
};
