import type { Dialect } from './dialect.ts';

/**
 * `_stats_history.csv` of Locust (locust/stats.py, StatsCSVFileWriter). Times are Unix seconds,
 * response times ms; the percentiles and totals are cumulative since the start of the test.
 */
export const locust: Dialect = {
  name: 'locust',
  recognises: ({ header }) =>
    ['Timestamp', 'User Count', 'Requests/s', 'Failures/s'].every((name) => header.includes(name)),
  describeColumn(column) {
    if (column === 'User Count') return { kind: 'gauge', unit: 'users' };
    if (/^(Requests|Failures)\/s$/.test(column)) return { kind: 'rate', unit: '/s' };
    if (/^Total (Request|Failure) Count$/.test(column)) return { kind: 'counter', unit: '' };
    if (/Median|%$/.test(column)) return { kind: 'percentile', unit: 'ms' };
    if (column.endsWith('Response Time')) return { kind: 'duration', unit: 'ms' };
    if (column.endsWith('Content Size')) return { kind: 'gauge', unit: 'B' };
    return undefined;
  },
};
