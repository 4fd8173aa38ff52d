import { useMemo, useState } from 'react';
import { outageBars, type OutageMeasure } from '#shared/charts/outage-bars.ts';
import type { RunPictures } from '#shared/engine/run-pictures.ts';
import { StackedBars } from '#renderer/charts/StackedBars.tsx';
import { usePlan } from '#renderer/state/use-plan.ts';
import { SegmentedControl } from '#renderer/ui/SegmentedControl.tsx';
import { outageSentence } from './outage-sentence.ts';
import './pictures.css';

export interface OutagePictureProps {
  pictures: RunPictures;
  /** All of them unless given. */
  component?: string | undefined;
  height: number;
}

const choices = [
  { id: 'count', label: 'Number' },
  { id: 'minutes', label: 'Minutes' },
] as const;

/** How often components are out and for how long, month by month and over the horizon. */
export function OutagePicture({ pictures, component, height }: OutagePictureProps) {
  const plan = usePlan();
  const [measure, setMeasure] = useState<OutageMeasure>('minutes');
  const data = useMemo(
    () => outageBars(pictures, plan, measure, component),
    [pictures, plan, measure, component],
  );
  const name = plan.components.find(({ id }) => id === component)?.name;
  const outages =
    pictures.components.find((candidate) => candidate.component === component)?.outages ?? pictures.outages;
  if (data.parts.length === 0)
    return <p className="note">{`No future has an outage${name ? ` of ${name}` : ''}.`}</p>;
  return (
    <div className="picture-with-detail">
      <StackedBars
        title={name ? `${name}: outages` : 'Outages'}
        subtitle={`${measure === 'count' ? 'number' : 'minutes'} by month, mean of the futures; announced work is none`}
        actions={
          <SegmentedControl label="Outages as" value={measure} onChange={setMeasure} choices={choices} />
        }
        data={data}
        height={height}
      />
      <p className="picture-detail">
        <span>{outageSentence(outages, plan.horizon.months)}</span>
      </p>
    </div>
  );
}
