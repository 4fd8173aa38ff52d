import type { Component } from '../domain/component.ts';
import { hashText, keyFromHash, uniformAt } from '../statistics/random.ts';
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
  const { deployments } = plan.operations;
  const failing = deployments.map(({ id, changeFailureRate }) =>
    draw(changeFailureRate, `operations/deployments/${id}/changeFailureRate`, 0, 1),
  );
  const outages: Outage[] = [];
  calendarBases(calendar).forEach(({ base, hashA, hashB }, index) => {
    const { source, end } = calendar[index]!;
    if (source.kind === 'fault') {
      const { durationMinutes } = plan.operations.faults[source.index]!;
      outages.push({
        ...base,
        end: base.start + draw(durationMinutes, `${source.purpose}/durationMinutes`),
      });
      return;
    }
    outages.push(base);
    if (source.kind === 'maintenance') return;
    const { high, low } = keyFromHash(seed, replication, hashA, hashB);
    if (uniformAt(high, low, 0) >= failing[source.index]!) return;
    const item = deployments[source.index]!;
    const rollback = draw(item.rollbackMinutes, `operations/deployments/${item.id}/rollbackMinutes`);
    outages.push({ ...base, ...valueOf(item.failureEffect), start: end, end: end + rollback });
  });
  return outages;
}

interface CalendarBase {
  base: Outage;
  hashA: number;
  hashB: number;
}

const bases = new WeakMap<readonly CalendarInterval[], CalendarBase[]>();

/** What is the same in every future: intervals as outages, and hashes of what their draws are named by. */
function calendarBases(calendar: readonly CalendarInterval[]): CalendarBase[] {
  let known = bases.get(calendar);
  if (!known) {
    known = calendar.map(({ station, start, end, effect, value, cause, announced, source }) => {
      const purpose = source.kind === 'deployment' ? source.purpose : '';
      return {
        base: { ...wholeOutage(station, start, end, cause), effect, value, announced },
        hashA: hashText(purpose),
        hashB: hashText(`${purpose}#`),
      };
    });
    bases.set(calendar, known);
  }
  return known;
}
