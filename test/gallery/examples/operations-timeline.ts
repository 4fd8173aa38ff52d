import { layoutTimeline } from '#shared/charts/timeline.ts';
import type { Example } from '../example.ts';

const HOUR = 3_600_000;
const start = Date.UTC(2027, 0, 1);
const weekly = (first: number, minutes: number) =>
  Array.from({ length: 13 }, (_none, week) => {
    const from = start + first + week * 7 * 24 * HOUR;
    return { from, to: from + minutes * 60_000, note: 'out of service' };
  });

export const operationsTimeline: Example = {
  title: 'Maintenance and deployments',
  description: 'A quarter of weekly maintenance, weekly releases and one rehearsed fault.',
  height: 110,
  draw: (size) =>
    layoutTimeline(
      {
        from: start,
        to: Date.UTC(2027, 3, 1),
        lanes: [
          {
            id: 'database-care',
            name: 'Database care',
            role: 'category-5',
            spans: weekly(2 * 24 * HOUR, 90),
          },
          { id: 'web-release', name: 'Web release', role: 'category-3', spans: weekly(4 * 24 * HOUR, 30) },
          {
            id: 'zone-loss',
            name: 'Loss of a zone',
            role: 'category-2',
            spans: [{ from: start + 40 * 24 * HOUR, to: start + 42 * 24 * HOUR }],
          },
        ],
      },
      size,
    ),
};
