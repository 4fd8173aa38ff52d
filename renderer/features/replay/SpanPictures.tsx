import { useMemo } from 'react';
import {
  busyMinutes,
  outcomeMinutes,
  responseMinutes,
  type SpanPicture,
  waitingMinutes,
} from '#shared/charts/replay-charts.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { shortTarget } from '#shared/verdicts/words.ts';
import { BusyMinutes } from '#renderer/charts/BusyMinutes.tsx';
import { MinuteLines } from '#renderer/charts/MinuteLines.tsx';
import { OutcomeAreas } from '#renderer/charts/OutcomeAreas.tsx';

export interface SpanPicturesProps {
  picture: SpanPicture;
  journey: string;
  onSelectComponent: (component: string) => void;
}

/** The span minute by minute, as far as it is replayed. */
export function SpanPictures({ picture, journey, onSelectComponent }: SpanPicturesProps) {
  const { plan } = picture;
  const name = plan.journeys.find(({ id }) => id === journey)?.name ?? journey;
  const response = useMemo(
    () => responseMinutes(picture, journey, targetOf(picture.plan, journey)),
    [picture, journey],
  );
  const outcome = useMemo(() => outcomeMinutes(picture, journey), [picture, journey]);
  const busy = useMemo(() => busyMinutes(picture), [picture]);
  const waiting = useMemo(() => waitingMinutes(picture), [picture]);
  return (
    <div className="replay-pictures">
      <MinuteLines title={`${name} response time`} subtitle="dashed: time-step engine" data={response} />
      <OutcomeAreas title={`${name} requests`} subtitle="by what became of them" data={outcome} />
      <BusyMinutes
        title="Servers busy"
        subtitle="in the replay"
        data={busy}
        onSelect={(key) => onSelectComponent(key.split('/')[0]!)}
      />
      {waiting.series.length > 0 ? (
        <MinuteLines title="Calls waiting" subtitle="in the replay" data={waiting} />
      ) : (
        <div className="replay-nobody">
          <h2 className="chart-title">Calls waiting</h2>
          <p className="note">No component makes calls wait in this span, as far as it is replayed.</p>
        </div>
      )}
    </div>
  );
}

/** The baseline promise of the journey's response time. */
function targetOf({ clauses }: Plan, journey: string): { value: number; name: string } | undefined {
  const clause = clauses.find((each) => each.metric === 'latency' && each.journey === journey);
  if (clause?.metric !== 'latency') return undefined;
  return { value: clause.tiers.baseline.atMostMs, name: shortTarget(clause, 'baseline') };
}
