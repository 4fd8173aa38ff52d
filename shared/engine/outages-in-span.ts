import { EFFECT } from './compiled-plan.ts';
import { WHOLE, type Outage } from './outage.ts';
import type { Workspace } from './workspace.ts';

/** Something that takes capacity away while a span is looked at. */
export interface OutageInSpan {
  component: string;
  /** Minutes from the start of the horizon, and length; may reach beyond the span. */
  from: number;
  minutes: number;
  /** `parts`: single instances. */
  effect: 'down' | 'reduced' | 'slow' | 'parts';
  /** Share of instances away, factor of service time, or number of instances away at most; 1 where it is down. */
  value: number;
  /** Announced maintenance. */
  announced: boolean;
}

/** Of one future, in order of time. */
export function outagesInSpan(
  { compiled, inputs, outages }: Pick<Workspace, 'compiled' | 'inputs' | 'outages'>,
  span: { from: number; to: number },
): OutageInSpan[] {
  return outages
    .filter(({ start, end, failover }) => start < span.to && end > span.from && !failover)
    .map((outage) => ({
      component: compiled.stations[outage.station]!.id,
      from: outage.start,
      minutes: outage.end - outage.start,
      ...effectOf(outage, inputs.stations[outage.station]!.maximum),
      announced: outage.announced,
    }))
    .filter(({ value }) => value > 0);
}

function effectOf(outage: Outage, instances: number): Pick<OutageInSpan, 'effect' | 'value'> {
  const { firstSlot, endSlot, stride, effect, value } = outage;
  if (firstSlot !== WHOLE)
    return {
      effect: 'parts',
      value: Math.max(0, Math.ceil((Math.min(endSlot, instances) - firstSlot) / stride)),
    };
  if (effect === EFFECT.down) return { effect: 'down', value: 1 };
  return effect === EFFECT.reduced ? { effect: 'reduced', value } : { effect: 'slow', value };
}
