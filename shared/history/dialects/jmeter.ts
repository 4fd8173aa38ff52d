import type { Dialect } from './dialect.ts';

/**
 * JMeter's JTL as CSV (SampleSaveConfiguration): one record per request, times in epoch ms, durations
 * in ms. Sub-results of a page repeat their parent.
 */
export const jmeter: Dialect = {
  name: 'jmeter',
  recognises: ({ header }) => ['timeStamp', 'elapsed', 'label'].every((name) => header.includes(name)),
  describeColumn(column) {
    if (/^(elapsed|Latency|Connect|IdleTime)$/.test(column))
      return { kind: 'duration', unit: 'ms', use: true };
    if (/^(bytes|sentBytes)$/.test(column)) return { kind: 'gauge', unit: 'B', use: true };
    if (/^(all|grp)Threads$/.test(column)) return { kind: 'gauge', unit: 'threads', use: true };
    if (/^(responseCode|SampleCount|ErrorCount)$/.test(column)) return { use: false };
    return undefined;
  },
};
