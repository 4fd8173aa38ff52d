import { useMemo, useState } from 'react';
import { lossBars, type LossesBy } from '#shared/charts/loss-bars.ts';
import type { LossKind, RunPictures } from '#shared/engine/run-pictures.ts';
import { StackedBars } from '#renderer/charts/StackedBars.tsx';
import { usePlan } from '#renderer/state/use-plan.ts';
import { SegmentedControl } from '#renderer/ui/SegmentedControl.tsx';

export interface LossPictureProps {
  pictures: RunPictures;
  journey: string;
  height: number;
  /** How it is told at first. */
  by?: LossesBy;
}

const choices = [
  { id: 'causes', label: 'By cause' },
  { id: 'kinds', label: 'By what happens' },
] as const;

/** Requests of a journey that are lost, month by month, by cause or by what happens to them. */
export function LossPicture({ pictures, journey, height, by: first = 'causes' }: LossPictureProps) {
  const { journeys } = usePlan();
  const [by, setBy] = useState<LossesBy>(first);
  const data = useMemo(() => lossBars(pictures, journey, by), [pictures, journey, by]);
  const name = journeys.find((candidate) => candidate.id === journey)?.name ?? journey;
  if (data.parts.length === 0) return <p className="note">{`No future loses a request of ${name}.`}</p>;
  return (
    <StackedBars
      title={`${name}: requests lost`}
      subtitle="share of fresh requests by month, mean of the futures"
      actions={<SegmentedControl label="Losses told" value={by} onChange={setBy} choices={choices} />}
      data={data}
      height={height}
    />
  );
}

/** The journey that loses most, in these ways first, where nothing else says which to look at. */
export function mostLostJourney(
  { journeys }: RunPictures,
  kinds: readonly LossKind[] = [],
): string | undefined {
  const sum = (shares: readonly number[]) => shares.reduce((total, share) => total + share, 0);
  const inKinds = ({ losses }: (typeof journeys)[number]) =>
    kinds.reduce((total, kind) => total + sum(losses.kinds[kind].mean), 0);
  const inAll = ({ losses }: (typeof journeys)[number]) => sum(losses.total.mean);
  return journeys.toSorted((a, b) => inKinds(b) - inKinds(a) || inAll(b) - inAll(a))[0]?.journey;
}
