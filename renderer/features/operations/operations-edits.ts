import { toIdentifier } from '#shared/domain/identifier.ts';
import type { Deployment, Fault, Maintenance } from '#shared/domain/operations.ts';
import type { Plan } from '#shared/domain/plan.ts';

export type OperationKind = 'maintenance' | 'deployments' | 'faults';
export type Operation =
  | { kind: 'maintenance'; item: Maintenance }
  | { kind: 'deployments'; item: Deployment }
  | { kind: 'faults'; item: Fault };

export const kindNames: Record<OperationKind, string> = {
  maintenance: 'Maintenance window',
  deployments: 'Deployment',
  faults: 'Injected fault',
};
export const kindPurposes: Record<OperationKind, string> = {
  maintenance: 'Announced; each promise says whether it counts',
  deployments: 'Changes that sometimes go wrong',
  faults: 'A rehearsed incident: see what breaks',
};

/** An operation with ordinary first values, on the first component. */
export function newOperation(
  { operations, components, horizon, timeZone }: Plan,
  kind: OperationKind,
): Operation {
  const name = { maintenance: 'Maintenance', deployments: 'Release', faults: 'Fault' }[kind];
  const id = toIdentifier(
    name,
    operations[kind].map((item) => item.id),
  );
  const component = components[0]!.id;
  const weekly = (time: string, day: string, durationMinutes: number) => ({
    dtstart: `${horizon.start}T${time}`,
    durationMinutes,
    rrule: `FREQ=WEEKLY;BYDAY=${day}`,
    tzid: timeZone,
    exdate: [],
  });
  switch (kind) {
    case 'maintenance':
      return {
        kind,
        item: {
          id,
          name,
          window: weekly('03:00', 'SU', 30),
          components: [component],
          effect: { kind: 'down' },
          noticeHours: 72,
        },
      };
    case 'deployments':
      return {
        kind,
        item: {
          id,
          name,
          window: weekly('10:00', 'TU', 30),
          components: [component],
          effect: { kind: 'reduced', share: 0.1 },
          changeFailureRate: { low: 0.03, high: 0.1 },
          failureEffect: { kind: 'reduced', share: 0.5 },
          rollbackMinutes: { low: 8, high: 20 },
        },
      };
    case 'faults':
      return {
        kind,
        item: {
          id,
          name,
          component,
          at: `${horizon.start.slice(0, 8)}15T14:00`,
          durationMinutes: 30,
          effect: { kind: 'down' },
        },
      };
  }
}

/** The operation a selection names: `maintenance:database-care`. */
export function findOperation({ operations }: Plan, selection: string | undefined): Operation | undefined {
  const [kind, id] = selection?.split(':') ?? [];
  if (kind === 'maintenance')
    return wrap(
      kind,
      operations.maintenance.find((item) => item.id === id),
    );
  if (kind === 'deployments')
    return wrap(
      kind,
      operations.deployments.find((item) => item.id === id),
    );
  if (kind === 'faults')
    return wrap(
      kind,
      operations.faults.find((item) => item.id === id),
    );
  return undefined;
}

const wrap = (kind: OperationKind, item: Operation['item'] | undefined): Operation | undefined =>
  item ? ({ kind, item } as Operation) : undefined;

/** All operations in the order of the screen. */
export const allOperations = ({ operations }: Plan): Operation[] => [
  ...operations.maintenance.map((item): Operation => ({ kind: 'maintenance', item })),
  ...operations.deployments.map((item): Operation => ({ kind: 'deployments', item })),
  ...operations.faults.map((item): Operation => ({ kind: 'faults', item })),
];

export const keyOf = ({ kind, item }: Operation): string => `${kind}:${item.id}`;
