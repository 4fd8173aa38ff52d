import type { Intervention } from '#shared/domain/intervention.ts';
import type { Plan } from '#shared/domain/plan.ts';

/** What can be done to a span, as people choose it. */
export const chaosKinds = [
  { id: 'down', label: 'A component is down' },
  { id: 'reduced', label: 'Instances are away' },
  { id: 'slow', label: 'A component is slow' },
  { id: 'surge', label: 'A surge of requests' },
] as const;
export type ChaosKind = (typeof chaosKinds)[number]['id'];

export const kindOf = (each: Intervention): ChaosKind => (each.kind === 'surge' ? 'surge' : each.effect.kind);

/** Of the kind, in the middle of the span, on the component that was meant before or the first. */
export function newIntervention(
  kind: ChaosKind,
  plan: Plan,
  minutes: number,
  before?: Intervention,
): Intervention {
  const span = before
    ? { from: before.from, minutes: before.minutes }
    : { from: Math.floor(minutes / 3), minutes: Math.max(1, Math.min(10, Math.floor(minutes / 3))) };
  if (kind === 'surge') return { kind, multiplier: 2, ...span };
  const chosen = before?.kind === 'fault' ? before.component : undefined;
  const component = chosen ?? callable(plan)[0]?.id ?? '';
  return { kind: 'fault', component, effect: effectOf(kind), ...span };
}

/** What requests call: everything but support desks. */
export const callable = ({ components }: Plan) => components.filter(({ kind }) => kind !== 'supportDesk');

function effectOf(kind: Exclude<ChaosKind, 'surge'>): Extract<Intervention, { kind: 'fault' }>['effect'] {
  switch (kind) {
    case 'down':
      return { kind };
    case 'reduced':
      return { kind, share: 0.5 };
    case 'slow':
      return { kind, factor: 3 };
  }
}
