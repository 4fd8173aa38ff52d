import { describe, expect, it } from 'vitest';
import { attainedFloor, attainedLines, isSuccessClause, upLines } from '#shared/charts/availability-lines.ts';
import { layoutHeatMap } from '#shared/charts/heat-map.ts';
import { layoutLineChart } from '#shared/charts/line-chart.ts';
import { lossBars } from '#shared/charts/loss-bars.ts';
import { outageBars } from '#shared/charts/outage-bars.ts';
import { nearestPercentile, responseTimeLines } from '#shared/charts/response-lines.ts';
import { flattenMarks } from '#shared/charts/scene.ts';
import { layoutStackedBars } from '#shared/charts/stacked-bars.ts';
import { utilizationHeatMap } from '#shared/charts/utilization-heat.ts';
import { aFinishedRun } from '#test/makers/a-finished-run.ts';
import { theSamplePlan } from '#test/makers/the-sample-plan.ts';

const plan = theSamplePlan();
const { pictures } = aFinishedRun(plan);
const latency = plan.clauses.find((clause) => clause.metric === 'latency')!;
const availability = plan.clauses.find(isSuccessClause)!;
const SIZE = { width: 900, height: 220 };
const textsOf = (scene: ReturnType<typeof layoutLineChart>) =>
  flattenMarks(scene.marks).flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));

describe('response times against a promise', () => {
  it('show the tiers that promise this percentile, and the other percentiles thinly', () => {
    const lines = responseTimeLines(pictures, 'checkout', {
      percentile: 95,
      clause: latency,
      showsOthers: true,
    });
    expect(lines.targets!.map(({ value }) => value)).toEqual(
      (['optimistic', 'baseline', 'stretch'] as const).map((tier) => latency.tiers[tier].atMostMs),
    );
    expect(lines.series.map(({ name, quiet }) => [name, quiet ?? false])).toEqual([
      ['p50', true],
      ['p99', true],
      ['p95', false],
    ]);
    expect(lines.series.at(-1)!.bands!.map(({ name }) => name)).toEqual([
      '95\u00a0% of futures',
      '80\u00a0% of futures',
      '50\u00a0% of futures',
    ]);
    expect(responseTimeLines(pictures, 'checkout', { percentile: 50, clause: latency }).targets).toEqual([]);
    expect([0.5, 0.9, 0.95, 0.99, 0.999].map(nearestPercentile)).toEqual([50, 95, 95, 99, 99]);
  });

  it('read out a month with its bands, from the middle outwards', () => {
    const lines = responseTimeLines(pictures, 'checkout', { percentile: 95 });
    const [first] = layoutLineChart(lines, SIZE).readout.points;
    expect(first!.label).toBe('Jan 2027');
    expect(first!.values.map(({ name, text }) => `${name}: ${text}`)).toEqual([
      'p95: 520\u00a0ms',
      '50\u00a0% of futures: 499 to 541\u00a0ms',
      '80\u00a0% of futures: 478 to 562\u00a0ms',
      '95\u00a0% of futures: 458 to 582\u00a0ms',
    ]);
  });

  it('are not flattened by one month far above the others, which is named', () => {
    const months = [...Array(12).keys()].map((month) => Date.UTC(2027, month, 1));
    const values = months.map((_month, index) => (index === 10 ? 9000 : 100));
    const scene = layoutLineChart(
      { unit: 'ms', times: months, ceiling: 200, series: [{ name: 'p95', role: 'accent', values }] },
      SIZE,
    );
    expect(textsOf(scene)).toContain('to 9\u202f000\u00a0ms');
    expect(scene.readout.points[10]!.values[0]!.text).toBe('9\u202f000\u00a0ms');
    expect(scene.readout.points[10]!.dots![0]!.y).toBe(scene.plot.y);
    expect(scene.readout.points[0]!.dots![0]!.y).toBeLessThan(scene.plot.y + scene.plot.height * 0.8);
  });

  it('say in which direction a target lies that is far away', () => {
    const data = {
      unit: 'ms',
      times: [0, 1].map((month) => Date.UTC(2027, month, 1)),
      series: [{ name: 'p95', role: 'accent' as const, values: [100, 110] }],
      targets: [{ value: 5000, name: 'baseline ≤ 5 000 ms' }],
    };
    expect(textsOf(layoutLineChart(data, SIZE))).toContain('↑ baseline ≤ 5 000 ms');
  });
});

describe('availability', () => {
  it('is what the promise attains, against its tiers', () => {
    const lines = attainedLines(pictures, availability, 'baseline');
    expect(lines.times).toHaveLength(24);
    expect(lines.targets!.map(({ value }) => value)).toEqual(
      (['optimistic', 'baseline', 'stretch'] as const).map((tier) => {
        const target = availability.tiers[tier];
        return 'atLeast' in target ? target.atLeast : 1 - target.atMost;
      }),
    );
    expect(lines.describeTime!(lines.times[10]!)).toBe('Nov 2027');
  });

  it('of any other promise is told in one tier, against its own target', () => {
    const support = plan.clauses.find((clause) => clause.metric === 'supportResponse')!;
    const lines = attainedLines(pictures, support, 'stretch');
    expect(lines.targets!.map(({ value, name }) => [value, name])).toEqual([
      [support.tiers.stretch.share, 'stretch ≥\u00a090\u00a0%'],
    ]);
  });

  it('is drawn before and after a change as what all but one future of twenty attain', () => {
    const lines = attainedFloor(pictures, availability, pictures);
    expect(lines.series.map(({ name }) => name)).toEqual(['before', 'now']);
    expect(lines.series[1]!.values).toEqual(
      pictures.clauses.find(({ clause }) => clause === availability.id)!.attained.baseline.p5,
    );
    expect(lines.targets).toHaveLength(1);
    expect(attainedFloor(pictures, availability, undefined).series.map(({ name }) => name)).toEqual([
      'attained',
    ]);
  });

  it('of a component is the share of the month up', () => {
    expect(upLines(pictures, { component: 'web' }).series[0]!.values[0]).toBe(0.9995);
    expect(upLines(pictures, { component: 'nobody' }).series).toEqual([]);
  });
});

describe('losses', () => {
  it('are told by cause and by what happens, without what never does', () => {
    expect(lossBars(pictures, 'checkout', 'causes').parts.map(({ name }) => name)).toEqual([
      'Load',
      'Failures',
    ]);
    expect(lossBars(pictures, 'checkout', 'kinds').parts.map(({ name }) => name)).toEqual([
      'Timed out',
      'Failed',
    ]);
    expect(lossBars(pictures, 'nobody', 'kinds').parts).toEqual([]);
  });

  it('are stacked to the mean of the total, with its range behind', () => {
    const data = lossBars(pictures, 'checkout', 'causes');
    const scene = layoutStackedBars(data, SIZE);
    const month = flattenMarks(scene.marks).filter((mark) => mark.key === '2027-01');
    const [range, ...stack] = month.map((mark) => (mark.kind === 'rect' ? mark : null)!);
    const tops = stack.map(({ y }) => y);
    expect(stack[0]!.y + stack[0]!.height).toBeCloseTo(scene.plot.y + scene.plot.height, 6);
    expect(tops[1]! + stack[1]!.height).toBeCloseTo(tops[0]!, 6);
    expect(scene.readout.points[0]!.dots![0]!.y).toBeCloseTo(tops[1]!, 6);
    expect(range!.y).toBeLessThan(tops[1]!);
    expect(range!.width).toBeGreaterThan(stack[0]!.width);
    expect(scene.readout.points[0]!.values.map(({ name, text }) => `${name}: ${text}`)).toEqual([
      'mean: 0.2\u00a0%',
      '90\u00a0% of futures: 0.1\u00a0% to 0.4\u00a0%',
      'Load: 0.1\u00a0%',
      'Failures: 0.1\u00a0%',
    ]);
    expect(scene.table.columns.map(({ title }) => title).slice(0, 4)).toEqual([
      'Window',
      'All, mean',
      'All, 5th percentile',
      'All, 95th percentile',
    ]);
  });
});

describe('outages', () => {
  it('are of all components, or of one with its own range', () => {
    const all = outageBars(pictures, plan, 'minutes');
    expect(all.parts.map(({ id }) => id)).toEqual(plan.components.map(({ id }) => id));
    expect(all.total.mean).toBe(pictures.outages.minutes.mean);
    const web = outageBars(pictures, plan, 'count', 'web');
    expect(web.parts.map(({ id }) => id)).toEqual(['web']);
    expect(web.total.high).toEqual(
      pictures.components.find(({ component }) => component === 'web')!.outages.count.p95,
    );
    expect([all.unit, web.unit]).toEqual(['min', 'outages']);
  });
});

describe('utilization', () => {
  it('shows one level and reads out the spread and the busiest hour', () => {
    const median = utilizationHeatMap(pictures, plan, 'p50');
    const high = utilizationHeatMap(pictures, plan, 'p95');
    expect(high.rows[0]!.values[0]!).toBeGreaterThan(median.rows[0]!.values[0]!);
    const scene = layoutHeatMap(median, SIZE);
    expect(scene.readout.points[0]!.values.map(({ name }) => name)).toEqual([
      '5\u00a0% of futures below',
      'half of the futures below',
      '95\u00a0% of futures below',
      'busiest hour, mostly',
    ]);
    expect(scene.readout.points[0]!.values.at(-1)!.text).toBe('Tue 26 Jan 2027, 20:00');
    expect(scene.table.rows[0]).toHaveLength(5);
    expect(scene.table.rows).toHaveLength(high.rows.length * 24);
  });
});
