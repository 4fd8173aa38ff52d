import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSampleStore, type SampleStore } from '#backend/storage/samples.ts';
import { aWorkspace, type TestWorkspace } from '#test/makers/a-workspace.ts';
import { csvText, dailySum, dailyValue } from '#test/makers/csv-text.ts';

const FROM = Date.UTC(2026, 2, 2);
const HOUR_MS = 3_600_000;
let workspace: TestWorkspace;
let store: SampleStore;
let series: number;

beforeAll(async () => {
  workspace = aWorkspace();
  store = createSampleStore(workspace.database);
  series = (await workspace.import(csvText({ records: 240 }))).series[0]!.id!;
});
afterAll(() => workspace.close());

test('samples come back in order, as they were written', () => {
  const { at, values } = store.readSamples(series);
  expect(Array.from(at)).toEqual(Array.from({ length: 240 }, (_, index) => FROM + index * HOUR_MS));
  expect(Array.from(values)).toEqual(Array.from({ length: 240 }, (_, index) => dailyValue(index)));
});

test('a series that is not there has no samples', () => {
  expect(store.readSamples(999).at).toHaveLength(0);
  expect(store.readBuckets(999)).toEqual({ at: [], mean: [], least: [], most: [] });
  expect(store.findSeries(999)).toBeUndefined();
});

test('ten buckets of a day each keep the mean, the least and the most', () => {
  const buckets = store.readBuckets(series, { points: 10 });
  expect(buckets.at).toHaveLength(10);
  expect(buckets.at[1]! - buckets.at[0]!).toBe(24 * HOUR_MS);
  expect(buckets.mean[0]).toBe(dailySum(24) / 24);
  expect([buckets.least[0], buckets.most[0]]).toEqual([100, 200]);
});

test('never more buckets than points, whatever the span', () => {
  for (const points of [10, 17, 100, 239, 240, 5000]) {
    const { at } = store.readBuckets(series, { points, from: FROM + 5 * HOUR_MS, to: FROM + 200 * HOUR_MS });
    expect(at.length).toBeLessThanOrEqual(Math.min(points, 196));
    expect(at[0]).toBe(FROM + 5 * HOUR_MS);
  }
});

test('series and imports belong to their plan', () => {
  expect(store.listSeries('another')).toEqual([]);
  expect(store.listImports('another')).toEqual([]);
  expect(store.listSeries(workspace.planId).map(({ id }) => id)).toEqual([series]);
});
