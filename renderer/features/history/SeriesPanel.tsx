import { useCallback, useMemo } from 'react';
import type { Series } from '#shared/history/series.ts';
import { LineChart } from '#renderer/charts/LineChart.tsx';
import { useApi } from '#renderer/state/use-session.ts';
import { Callout } from '#renderer/ui/Callout.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { drawSeries } from './series-picture.ts';
import { stepText } from './history-words.ts';
import { useLoaded } from './use-loaded.ts';

const POINTS = 900;

/** One imported series over time, gaps left open. */
export function SeriesPanel({ series }: { series: Series }) {
  const api = useApi();
  const load = useCallback(
    (signal: AbortSignal) => api.history.samples({ series: series.id, points: POINTS }, { signal }),
    [api, series.id],
  );
  const samples = useLoaded(load);
  const data = useMemo(() => samples.value && drawSeries(series, samples.value), [series, samples.value]);
  if (samples.state === 'failed') {
    return (
      <Callout
        tone="problem"
        title={`${series.name} can not be shown`}
        actions={<Button onPress={samples.reload}>Try again</Button>}
      >
        {samples.failure.message}
      </Callout>
    );
  }
  if (!data) return <p className="note history-waiting">Reading {series.name}…</p>;
  return (
    <LineChart
      title={series.name}
      subtitle={`${measureText(series)}, ${series.timeZone}; line is the mean, band least to most`}
      data={data}
      height={210}
    />
  );
}

const measureText = ({ unit, kind, stepSeconds }: Series): string =>
  kind === 'count' ? `${unit || 'count'} per ${stepText(stepSeconds)}` : unit || kind;
