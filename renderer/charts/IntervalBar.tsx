import { useMemo } from 'react';
import { type IntervalBarData, layoutIntervalBar } from '#shared/charts/interval-bar.ts';
import { SceneMarks } from './SceneMarks.tsx';

const SIZE = { width: 108, height: 18 };

/** One engine's figure against the other's interval, for a cell whose neighbours say it in numbers. */
export function IntervalBar({ low, high, figure, role, reach }: IntervalBarData) {
  const scene = useMemo(
    () => layoutIntervalBar({ low, high, figure, role, reach }, SIZE),
    [low, high, figure, role, reach],
  );
  return (
    <svg className="interval-bar" width={SIZE.width} height={SIZE.height} aria-hidden>
      <SceneMarks marks={scene.marks} />
    </svg>
  );
}
