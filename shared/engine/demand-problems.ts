import { holidayNames, isHolidayCountry } from '../calendar/holidays.ts';
import { addMonths } from '../calendar/time-grid.ts';
import type { Growth, Season } from '../domain/demand.ts';
import type { Plan } from '../domain/plan.ts';
import type { Problem } from '../domain/problem.ts';
import type { Region } from '../domain/region.ts';
import { highEnd, middle } from '../units/quantity.ts';

/** What demand and its regions cannot be: shares and factors of nothing, ramps longer than their event, unknown holidays. */
export function demandProblems(plan: Plan): Problem[] {
  const { demand, regions } = plan;
  return [
    ...(regions.every(({ share }) => highEnd(share) === 0)
      ? [{ path: 'regions', message: 'The regions’ shares are all 0. Expected one above 0.' }]
      : []),
    ...regions.flatMap(regionProblems),
    ...seasonProblems('demand/season', demand.season),
    ...growthProblems('demand/growth', demand.growth),
    ...demand.drivers.flatMap(({ id, growth }) => growthProblems(`demand/drivers/${id}/growth`, growth)),
    ...demand.journeys.flatMap(({ journey, season, growth }) => [
      ...seasonProblems(`demand/journeys/${journey}/season`, season),
      ...growthProblems(`demand/journeys/${journey}/growth`, growth),
    ]),
    ...eventProblems(plan),
    ...demand.events.flatMap((event) => [
      ...nobodyChosen(`demand/events/${event.id}/journeys`, 'journey', event.journeys),
      ...nobodyChosen(`demand/events/${event.id}/regions`, 'region', event.regions),
    ]),
    ...demand.surges.flatMap(({ id, journeys }) =>
      nobodyChosen(`demand/surges/${id}/journeys`, 'journey', journeys),
    ),
    ...forecastProblems(plan),
  ];
}

/** A list that is there and empty: absent it would mean all. */
export const nobodyChosen = (path: string, kind: string, list: readonly string[] | undefined): Problem[] =>
  list?.length === 0 ? [{ path, message: `It touches no ${kind}. Expected one, or no list for all.` }] : [];

/** At a standard deviation of 1.645 a lognormal law reaches its largest 95th percentile, 3.87 times the mean. */
const MOST_P95 = 3.8;

function regionProblems({ id, devices, network }: Region): Problem[] {
  const problems: Problem[] = [];
  const path = `regions/${id}`;
  if (devices.length > 0 && devices.every(({ share }) => share === 0))
    problems.push({
      path: `${path}/devices`,
      message: 'The devices’ shares are all 0. Expected one above 0.',
    });
  const mean = middle(network.meanMs);
  const { p95Ms } = network;
  if (p95Ms !== undefined && (p95Ms < mean || p95Ms > MOST_P95 * mean))
    problems.push({
      path: `${path}/network/p95Ms`,
      message: `A 95th percentile of ${p95Ms} ms does not go with a mean of ${mean} ms. Expected from ${mean} to ${Math.floor(MOST_P95 * mean)}.`,
    });
  return problems;
}

function seasonProblems(path: string, season: Season | undefined): Problem[] {
  return (['hourOfWeek', 'monthOfYear'] as const).flatMap((kind): Problem[] =>
    season?.[kind]?.every((factor) => factor === 0)
      ? [
          {
            path: `${path}/${kind}`,
            message: 'All factors are 0. Expected one above 0, or none for a flat season.',
          },
        ]
      : [],
  );
}

function growthProblems(path: string, growth: Growth | undefined): Problem[] {
  if (growth?.kind !== 'steps') return [];
  return growth.steps.flatMap(({ date }, index): Problem[] =>
    growth.steps.findIndex((other) => other.date === date) < index
      ? [
          {
            path: `${path}/steps/${index}/date`,
            message: `Two steps of growth begin on ${date}. Keep one of them.`,
          },
        ]
      : [],
  );
}

function eventProblems({ demand, horizon }: Plan): Problem[] {
  return demand.events.flatMap(({ id, occurrence, shape, rampMinutes }): Problem[] => {
    const path = `demand/events/${id}`;
    const problems: Problem[] = [];
    const length =
      occurrence.kind === 'calendar' ? occurrence.when.durationMinutes : occurrence.durationMinutes;
    if (shape === 'trapezoid' && 2 * rampMinutes > length)
      problems.push({
        path: `${path}/rampMinutes`,
        message: `Two ramps of ${rampMinutes} minutes are longer than the event's ${length}. Expected at most ${length / 2}.`,
      });
    if (occurrence.kind === 'holiday') problems.push(...holidayProblems(path, occurrence, horizon));
    return problems;
  });
}

function holidayProblems(
  path: string,
  { country, holiday }: { country: string; holiday: string },
  { start, months }: Plan['horizon'],
): Problem[] {
  if (!isHolidayCountry(country)) return [unknownCountry(`${path}/occurrence/country`, country)];
  const first = Number(start.slice(0, 4));
  const years = Array.from({ length: Math.ceil(months / 12) + 1 }, (_none, offset) => first + offset);
  const names = [...new Set(years.flatMap((year) => holidayNames(country, year)))];
  if (names.includes(holiday)) return [];
  return [
    {
      path: `${path}/occurrence/holiday`,
      message: `${country} has no holiday "${holiday}". Expected one of: ${names.join(', ')}.`,
    },
  ];
}

export const unknownCountry = (path: string, country: string): Problem => ({
  path,
  message: `The holidays of "${country}" are not known. Expected a country code such as "DE" or, with its state, "US-CA".`,
});

function forecastProblems({ demand, horizon }: Plan): Problem[] {
  const forecast = demand.forecast ?? [];
  if (forecast.length === 0) return [];
  const problems: Problem[] = [];
  if (demand.growth.kind !== 'none')
    problems.push({
      path: 'demand/forecast',
      message:
        'A forecast says how load grows; the plan has a growth of its own as well. Set the overall growth to "none", or take the forecast out.',
    });
  const times = forecast.map(({ at }) => Date.parse(`${at}Z`));
  times.forEach((time, index) => {
    if (times.indexOf(time) < index)
      problems.push({
        path: `demand/forecast/${index}/at`,
        message: `The forecast has two factors for ${forecast[index]!.at}. Keep one of them.`,
      });
  });
  const start = Date.parse(`${horizon.start}T00:00Z`);
  if (Math.max(...times) < start || Math.min(...times) > addMonths(start, horizon.months))
    problems.push({
      path: 'demand/forecast',
      message: `No point of the forecast lies in the horizon, ${horizon.months} months from ${horizon.start} on. Expected factors for that time.`,
    });
  return problems;
}
