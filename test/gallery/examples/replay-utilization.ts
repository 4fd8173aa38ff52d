import { busyMinutes } from '#shared/charts/replay-charts.ts';
import { layoutBusyMinutes } from '#shared/charts/busy-minutes.ts';
import type { Example } from '../example.ts';
import { madeSpan } from './made-span.ts';

export const replayUtilization: Example = {
  title: 'Servers busy, minute by minute',
  description: 'Five components over an hour, an outage and a surge marked above.',
  height: 180,
  draw: (size) => layoutBusyMinutes(busyMinutes(madeSpan()), size),
};
