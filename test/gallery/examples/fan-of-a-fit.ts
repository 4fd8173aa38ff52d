import { layoutFanChart } from '#shared/charts/fan-chart.ts';
import type { Example } from '../example.ts';
import { madeFan, madeHistory } from './made-data.ts';

export const fanOfAFit: Example = {
  title: 'Fit and forecast, daily mean',
  description: 'Observations with a gap over the fitted bands, then the forecast.',
  height: 200,
  draw: (size) => {
    const history = madeHistory('2026-01-01', 240, 420);
    const values = history.values.map((value, index) => (index > 90 && index < 110 ? null : value));
    return layoutFanChart(
      { unit: 'requests/s', history: { dates: history.dates, values }, fan: madeFan('2026-01-01', 365, 420) },
      size,
    );
  },
};
