import { useMemo, useState, type ReactNode } from 'react';
import { utilizationHeatMap, type UtilizationLevel } from '#shared/charts/utilization-heat.ts';
import type { RunPictures } from '#shared/engine/run-pictures.ts';
import { HeatMap } from '#renderer/charts/HeatMap.tsx';
import { usePlan } from '#renderer/state/use-plan.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { SegmentedControl } from '#renderer/ui/SegmentedControl.tsx';
import { cellSentence } from './cell-sentence.ts';
import { cellOf, type UtilizationCell } from './utilization-cell.ts';
import './pictures.css';

export type { UtilizationCell } from './utilization-cell.ts';

export interface UtilizationPictureProps {
  pictures: RunPictures;
  height: number;
  /** Goes where the component can be looked at. */
  onOpen: (component: string) => void;
  /** More that can be done about the chosen cell. */
  cellActions?: ((cell: UtilizationCell) => ReactNode) | undefined;
}

const levels = [
  { id: 'p50', label: 'Median' },
  { id: 'p95', label: '95\u00a0%' },
] as const;

/** How busy the components get, month by month; a chosen cell says more. */
export function UtilizationPicture({ pictures, height, onOpen, cellActions }: UtilizationPictureProps) {
  const plan = usePlan();
  const [level, setLevel] = useState<UtilizationLevel>('p95');
  const [chosen, choose] = useState<string>();
  const data = useMemo(() => utilizationHeatMap(pictures, plan, level), [pictures, plan, level]);
  const [component, month] = chosen?.split('/') ?? [];
  const cell = cellOf(pictures, component, month);
  return (
    <div className="picture-with-detail">
      <HeatMap
        title="Utilization"
        subtitle="busiest hour of the month"
        description={`Utilization of each component in the busiest hour of each month: ${data.measure}.`}
        actions={
          <SegmentedControl
            label="Utilization in which of the futures"
            value={level}
            onChange={setLevel}
            choices={levels}
          />
        }
        data={data}
        height={height}
        selectedKey={chosen}
        onSelect={(key) => choose(key === chosen ? undefined : key)}
      />
      <p className="picture-detail" aria-live="polite">
        {cell ? (
          <>
            <span>{cellSentence(pictures, plan, cell)}</span>
            <Button variant="link" onPress={() => onOpen(cell.component)}>
              {`Look at ${plan.components.find(({ id }) => id === cell.component)?.name ?? cell.component}`}
            </Button>
            {cellActions?.(cell)}
          </>
        ) : (
          <span className="note">Choose a cell to read it, and to go to its component.</span>
        )}
      </p>
    </div>
  );
}
