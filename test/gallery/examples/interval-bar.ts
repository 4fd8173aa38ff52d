import { layoutIntervalBar } from '#shared/charts/interval-bar.ts';
import type { Example } from '../example.ts';

export const intervalBar: Example = {
  title: 'Time-step engine against the replay’s interval',
  description:
    'The replay’s interval as a bar around the middle, the other engine’s figure as a disc left of it.',
  height: 18,
  draw: (size) =>
    layoutIntervalBar({ low: -0.014, high: 0.014, figure: -0.06, role: 'risk', reach: 0.1 }, size),
};
