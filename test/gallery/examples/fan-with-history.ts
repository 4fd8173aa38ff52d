import { layoutFanChart } from '#shared/charts/fan-chart.ts';
import type { Example } from '../example.ts';
import { madeFan, madeHistory } from './made-data.ts';

export const fanWithHistory: Example = {
  title: 'Requests per second, busiest hour of the day',
  description: 'Two years of history, then two years of futures in bands of 50, 80 and 95 percent.',
  height: 220,
  draw: (size) =>
    layoutFanChart(
      {
        unit: 'requests/s',
        perWeek: 'highest',
        history: madeHistory('2025-01-01', 730, 450),
        fan: madeFan('2027-01-01', 730, 820),
        events: [
          { date: '2027-11-26', name: 'Black Friday' },
          { date: '2028-11-24', name: 'Black Friday' },
        ],
        thresholds: [{ value: 1650, name: 'Cart store saturates' }],
      },
      size,
    ),
};
