import type { Component } from '../domain/component.ts';
import { randomKey, uniformAt } from '../statistics/random.ts';
import { exponentialAt } from '../statistics/sampling.ts';
import { CAUSE } from './causes.ts';
import type { CalendarInterval } from './compiled-plan.ts';
import { valueOf } from './compile-operations.ts';
import { drawFailures, failureLaw, type Future, type Outages } from './failures.ts';
import { wholeOutage, type Outage } from './outage.ts';
import { failParts, type FailingPart } from './repairs.ts';

/** Everything that befalls stations and desks in one future, in order of time (C3, C4, C5, C7). */
export function drawOutages(future: Omit<Future, 'minutes'>): Outages {
  const { grid, calendar, deskCalendar } = future.compiled;
  const whole = { ...future, minutes: grid.steps * grid.stepMinutes };
  const { stations, desks } = drawFailures(whole);
  return {
    stations: [...stations, ...externalOutages(whole), ...calendarOutages(whole, calendar)].sort(inOrder),
    desks: [...desks, ...calendarOutages(whole, deskCalendar)].sort(inOrder),
  };
}

/** By time; at the same time by place. */
export const inOrder = (a: Outage, b: Outage): number =>
  a.start - b.start || a.station - b.station || a.firstSlot - b.firstSlot;

/** What others run fails and is repaired without our crews. */
function externalOutages(future: Future): Outage[] {
  const { stations, plan } = future.compiled;
  const outages: Outage[] = [];
  stations.forEach(({ component }, station) => {
    const own = plan.components[component]!;
    if (own.kind !== 'external') return;
    const at = `components/${own.id}`;
    const laws: [string, ReturnType<typeof failureLaw>][] = [
      [`${at}/availability`, availabilityLaw(future, own)],
      [`${at}/failure`, own.failure && failureLaw(future, own.failure, `${at}/failure`)],
    ];
    for (const [stream, law] of laws) {
      if (!law) continue;
      failParts({ ...future, crews: Infinity }, [
        {
          ...law,
          stream,
          isHeld: () => true,
          fail: ({ start, end }) => outages.push(wholeOutage(station, start, end, CAUSE.dependency)),
        },
      ]);
    }
  });
  return outages;
}

/** Availability a and mean repair r give a mean time between failures of r·a / (1 − a). */
function availabilityLaw(
  { draw, minutes }: Future,
  component: Extract<Component, { kind: 'external' }>,
): Pick<FailingPart, 'meanUp' | 'repair'> | undefined {
  const at = `components/${component.id}`;
  const availability = draw(component.availability, `${at}/availability`, 0, 1);
  const repair = draw(component.mttrMinutes, `${at}/mttrMinutes`);
  if (availability >= 1 || (repair <= 0 && availability > 0)) return undefined;
  if (availability <= 0) return { meanUp: 0, repair: () => minutes };
  return {
    meanUp: (repair * availability) / (1 - availability),
    repair: (uniform) => exponentialAt(repair, uniform),
  };
}

function calendarOutages(
  { compiled: { plan }, draw, seed, replication }: Future,
  calendar: readonly CalendarInterval[],
): Outage[] {
  return calendar.flatMap((interval) => {
    const { station, start, end, effect, value, cause, announced, source } = interval;
    const base: Outage = { ...wholeOutage(station, start, end, cause), effect, value, announced };
    if (source.kind === 'maintenance') return [base];
    if (source.kind === 'fault') {
      const { durationMinutes } = plan.operations.faults[source.index]!;
      return [{ ...base, end: start + draw(durationMinutes, `${source.purpose}/durationMinutes`) }];
    }
    const item = plan.operations.deployments[source.index]!;
    const at = `operations/deployments/${item.id}`;
    const key = randomKey(seed, replication, source.purpose);
    const failing = draw(item.changeFailureRate, `${at}/changeFailureRate`, 0, 1);
    if (uniformAt(key.high, key.low, 0) >= failing) return [base];
    const rollback = draw(item.rollbackMinutes, `${at}/rollbackMinutes`);
    return [base, { ...base, ...valueOf(item.failureEffect), start: end, end: end + rollback }];
  });
}
