import { layoutMonthStrip } from '#shared/charts/month-strip.ts';
import type { Example } from '../example.ts';
import { madeMonths } from './made-data.ts';

const windows = madeMonths(2027, 24).map((window, index) => ({
  window,
  probability: window.endsWith('-11')
    ? index > 12
      ? 0.36
      : 0.7
    : index > 16
      ? 1 - index * 0.008
      : 0.995 - index * 0.001,
}));

export const monthStrip: Example = {
  title: 'Month by month',
  description: 'Probability that each month holds, against a confidence of 95 percent.',
  height: 84,
  draw: (size) => layoutMonthStrip({ windows, confidence: 0.95 }, size),
};
