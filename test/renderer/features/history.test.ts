import { describe, expect, it } from 'vitest';
import type { Mapping } from '#shared/history/mapping.ts';
import type { Series } from '#shared/history/series.ts';
import { withDecision } from '#renderer/features/history/DecisionList.tsx';
import {
  groupFindings,
  historySentence,
  spanText,
  stepText,
} from '#renderer/features/history/history-words.ts';
import { decisionText, delimiterChoices, formatChoices } from '#renderer/features/history/mapping-choices.ts';
import { drawSample, drawSeries } from '#renderer/features/history/series-picture.ts';

const HOUR = 3_600_000;
const series: Series = {
  id: 1,
  importId: 1,
  name: 'requests',
  kind: 'rate',
  unit: 'requests/s',
  timeZone: 'Europe/Berlin',
  stepSeconds: 3600,
  first: '2025-01-01T00:00:00Z',
  last: '2026-12-31T23:00:00Z',
  samples: 17_520,
  duplicates: 0,
  gaps: 0,
  missingSteps: 0,
  outOfOrder: 0,
};
const mapping: Mapping = {
  dialect: 'delimited',
  encoding: 'utf-8',
  delimiter: ',',
  decimal: '.',
  headerLine: 1,
  missing: [],
  timestamp: { columns: ['time'], format: 'dd/MM/yyyy HH:mm', timeZone: 'UTC', labels: 'start' },
  columns: [{ column: 'requests', name: 'requests', kind: 'rate', unit: '', use: true }],
};

describe('the picture of a series', () => {
  it('is drawn in the zone of the series', () => {
    const start = Date.UTC(2027, 0, 1);
    const { times } = drawSeries(series, {
      at: [start, start + HOUR],
      mean: [1, 2],
      least: [1, 2],
      most: [1, 2],
    });
    expect(times).toEqual([start + HOUR, start + 2 * HOUR]);
  });

  it('leaves a gap open', () => {
    const at = [0, 1, 2, 6, 7].map((hour) => Date.UTC(2027, 0, 1) + hour * HOUR);
    const {
      series: [line],
    } = drawSeries(series, { at, mean: [1, 2, 3, 4, 5], least: [1, 2, 3, 4, 5], most: [1, 2, 3, 4, 5] });
    expect(line!.values).toEqual([1, 2, 3, null, 4, 5]);
    expect(line!.bands![0]!.low).toEqual([1, 2, 3, null, 4, 5]);
  });
});

describe('decisions about a file', () => {
  it('are taken differently one at a time', () => {
    expect(withDecision(mapping, 'timestamp', 'MM/dd/yyyy HH:mm').timestamp).toEqual({
      ...mapping.timestamp,
      format: 'MM/dd/yyyy HH:mm',
    });
    expect(withDecision(mapping, 'decimal', ',').decimal).toBe(',');
    expect(withDecision(mapping, 'timeZone', 'Europe/Berlin').timestamp?.timeZone).toBe('Europe/Berlin');
    expect(withDecision({ ...mapping, timestamp: null }, 'timestamp', 'iso').timestamp).toBeNull();
  });

  it('are told in words where a sign would not be seen', () => {
    expect(decisionText({ field: 'delimiter' }, '\t')).toBe('tab');
    expect(decisionText({ field: 'dialect' }, 'delimited')).toBe('plain table');
  });

  it('offer what the file uses even when nobody else does', () => {
    expect(delimiterChoices('~').at(-1)).toEqual({ id: '~', label: '“~”' });
    expect(
      formatChoices(mapping, [
        { field: 'timestamp', value: '', confidence: 1, example: '', alternatives: ['d.M.yy'] },
      ])
        .slice(0, 2)
        .map(({ id }) => id),
    ).toEqual(['dd/MM/yyyy HH:mm', 'd.M.yy']);
  });
});

describe('the words of the history screen', () => {
  it('say what the files cover and how good they are', () => {
    const report = { quality: { score: 91, findings: [] } };
    const history = { imports: [{ id: 1, importedAt: '', report }], series: [series], fits: [] };
    expect(historySentence(history as never)).toBe(
      'One file covers 2 years, to Dec 2026. Quality is good: 91 of 100.',
    );
    expect(historySentence({ imports: [], series: [], fits: [] })).toMatch(/^No history yet/);
  });

  it('say a finding once for all series that share it', () => {
    const finding = { code: 'gap', severity: 'note', message: 'A gap.' } as const;
    expect(
      groupFindings([
        { ...finding, series: 'a' },
        { ...finding, series: 'b' },
        { ...finding, message: 'Another.' },
      ]).map(({ series: names }) => names),
    ).toEqual([['a', 'b'], []]);
  });

  it('name steps as people do', () => {
    expect([30, 300, 3600, 7200, 86_400].map(stepText)).toEqual([
      '30\u00a0s',
      '5\u00a0min',
      'hour',
      '2\u00a0h',
      'day',
    ]);
  });
});

describe('the span of a file', () => {
  it('is told in days of its own zone', () => {
    const first = '2024-10-31T23:00:00.000Z';
    const last = '2026-10-31T22:00:00.000Z';
    // 23:00 in UTC is midnight in Berlin, by winter time.
    expect(spanText([{ first, last, timeZone: 'Europe/Berlin' }])).toBe('1 Nov 2024 to 31 Oct 2026');
    expect(spanText([{ first, last }])).toBe('31 Oct 2024 to 31 Oct 2026');
  });

  it('is none without times', () => {
    expect(spanText([{ first: '', last: '' }])).toBe('no time axis');
  });
});

describe('the sample of a preview', () => {
  it('runs in the order of its times, on the clock of its zone', () => {
    const [noon, ten] = [Date.UTC(2026, 0, 1, 12), Date.UTC(2026, 0, 1, 10)];
    const drawn = drawSample(
      { at: [noon, ten], values: [2, 1] },
      { name: 'requests', unit: '', timeZone: 'Europe/Berlin' },
    );
    expect(drawn.times).toEqual([Date.UTC(2026, 0, 1, 11), Date.UTC(2026, 0, 1, 13)]);
    expect(drawn.series[0]!.values).toEqual([1, 2]);
  });
});
