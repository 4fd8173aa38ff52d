import { describe, expect, it } from 'vitest';
import { layoutFanChart } from '#shared/charts/fan-chart.ts';
import { heatRole } from '#shared/charts/heat-cells.ts';
import { layoutHeatMap } from '#shared/charts/heat-map.ts';
import { windowRole } from '#shared/charts/month-strip.ts';
import { flattenMarks } from '#shared/charts/scene.ts';
import { toWeeks } from '#shared/charts/weekly-fan.ts';
import { madeFan, madeHistory } from '#test/gallery/examples/made-data.ts';

describe('a fan on weeks', () => {
  const daily = { unit: 'requests/s', fan: madeFan('2027-01-04', 28, 100) };

  it('keeps the highest day of each week, or its mean', () => {
    const first = daily.fan.p50.slice(0, 7);
    expect(toWeeks(daily, 'highest').fan.p50[0]).toBe(Math.max(...first));
    expect(toWeeks(daily, 'mean').fan.p50[0]).toBeCloseTo(
      first.reduce((sum, value) => sum + value, 0) / 7,
      9,
    );
  });

  it('begins weeks on Mondays and has one for every seven days', () => {
    expect(toWeeks(daily, 'highest').fan.dates).toEqual([
      '2027-01-04',
      '2027-01-11',
      '2027-01-18',
      '2027-01-25',
    ]);
  });

  it('keeps a week without any observation missing', () => {
    const history = { dates: ['2027-01-04', '2027-01-11'], values: [null, 7] };
    expect(toWeeks({ ...daily, history }, 'highest').history?.values).toEqual([null, 7]);
  });
});

describe('the fan chart', () => {
  it('draws days where there is room for them and weeks where there is not, and tabulates days', () => {
    const data = { unit: 'requests/s', perWeek: 'highest' as const, fan: madeFan('2027-01-01', 365, 100) };
    const narrow = layoutFanChart(data, { width: 400, height: 200 });
    const wide = layoutFanChart(data, { width: 900, height: 200 });
    expect([narrow.readout.points.length, wide.readout.points.length]).toEqual([53, 365]);
    expect(narrow.table.rows).toHaveLength(365);
  });

  it('names an event in the read-out of its day', () => {
    const data = {
      unit: 'requests/s',
      fan: madeFan('2027-11-20', 10, 100),
      events: [{ date: '2027-11-26', name: 'Black Friday' }],
    };
    const labels = layoutFanChart(data, { width: 600, height: 200 }).readout.points.map(({ label }) => label);
    expect(labels[6]).toBe('Fri 26 Nov 2027 · Black Friday');
  });

  it('points upwards at a threshold that is far above everything', () => {
    const data = {
      unit: 'requests/s',
      fan: madeFan('2027-01-01', 60, 100),
      thresholds: [{ value: 9000, name: 'Web saturates' }],
    };
    const texts = flattenMarks(layoutFanChart(data, { width: 600, height: 200 }).marks).flatMap((mark) =>
      mark.kind === 'text' ? [mark.text] : [],
    );
    expect(texts).toContain('↑ Web saturates · 9\u202f000\u00a0requests/s');
  });

  it('leaves days of the history that the futures also cover to the futures', () => {
    const history = madeHistory('2026-12-01', 60, 100);
    const scene = layoutFanChart(
      { unit: 'requests/s', history, fan: madeFan('2027-01-01', 30, 100) },
      { width: 900, height: 200 },
    );
    expect(scene.readout.points).toHaveLength(31 + 30);
  });

  it('draws an empty fan without complaint', () => {
    const empty = { dates: [], p2_5: [], p10: [], p25: [], p50: [], p75: [], p90: [], p97_5: [] };
    expect(
      JSON.stringify(layoutFanChart({ unit: 'ms', fan: empty }, { width: 400, height: 200 }).marks),
    ).not.toContain('NaN');
  });
});

describe('colours of judgement', () => {
  it('stay quiet below the threshold and get warmer above it', () => {
    expect([0.1, 0.79, 0.8, 0.99, 1, 3].map((value) => heatRole(value, 0.8))).toEqual([
      'heat-1',
      'heat-4',
      'warm-1',
      'warm-3',
      'warm-4',
      'warm-4',
    ]);
  });

  it('mark an overloaded cell by a dot as well', () => {
    const data = {
      columns: ['2027-01', '2027-02'],
      rows: [{ id: 'web', name: 'Web', values: [0.9, 1.2] }],
      threshold: 0.8,
      measure: 'utilization',
    };
    const scene = layoutHeatMap(data, { width: 400, height: 120 });
    const dots = flattenMarks(scene.marks).filter(
      (mark) => mark.kind === 'circle' && mark.cy < scene.plot.y + scene.plot.height,
    );
    expect(dots).toHaveLength(1);
  });

  it('say holds from the confidence on, fails below one half', () => {
    expect([0.95, 0.94, 0.5, 0.49].map((share) => windowRole(share, 0.95))).toEqual([
      'holds',
      'risk',
      'risk',
      'fails',
    ]);
  });
});
