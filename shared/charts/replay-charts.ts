import type { Intervention } from '../domain/intervention.ts';
import type { Plan } from '../domain/plan.ts';
import { MINUTE_MS } from '../units/instant.ts';
import type { HourReport, SpanSlice } from '../verdicts/engines/hour-report.ts';
import { fromIsoText } from './civil-date.ts';
import type { BusyMinutesData } from './busy-minutes.ts';
import type { MinuteLinesData } from './minute-lines.ts';
import { numberText } from './number-text.ts';
import type { OutcomeAreasData } from './outcome-areas.ts';
import type { Role } from './scene.ts';
import type { TimeSpan } from './time-spans.ts';

/** A span as far as it is replayed, with what the time-step engine says of it. */
export interface SpanPicture {
  /** As the scenario sees it. */
  plan: Plan;
  /** The plan's clock at its start, `2027-11-26T18:00`. */
  localTime: string;
  /** Minutes from the start of the horizon, and length. */
  from: number;
  minutes: number;
  /** Equal parts; null where nothing is known yet. */
  slices: readonly (SpanSlice | null)[];
  fast: HourReport['fast'] | null;
  interventions: readonly Intervention[];
}

/** Colour starts here where a component states no limit of its own. */
const USUAL_LIMIT = 0.8;

/** Response times of a journey: the replay in full lines, the time-step engine dashed. */
export function responseMinutes(
  picture: SpanPicture,
  journey: string,
  target?: { value: number; name: string } | undefined,
): MinuteLinesData {
  const at = picture.plan.journeys.findIndex(({ id }) => id === journey);
  const percentiles = [
    ['p99', 'ink-2'],
    ['p95', 'accent'],
    ['p50', 'fan-50'],
  ] as const;
  return {
    unit: 'ms',
    ...timesOf(picture),
    against: 'time-step engine',
    series: percentiles.map(([which, role]) => ({
      name: which,
      role,
      values: picture.slices.map((slice) => timeOf(slice?.journeys[at], which)),
      against: alongPieces(picture, (piece) => piece.journeys[at]?.[which] ?? null),
    })),
    target,
    spans: spansOf(picture),
  };
}

/** Where hardly anybody is answered, the few that are tell nothing of the others. */
const FEW_ANSWERED = 0.05;

function timeOf(journey: JourneySlice | undefined, which: 'p50' | 'p95' | 'p99'): number | null {
  if (!journey || journey.throughputPerSecond < FEW_ANSWERED * journey.arrivalsPerSecond) return null;
  return journey[which];
}

type JourneySlice = SpanSlice['journeys'][number];

const LOST: readonly { kind: keyof SpanSlice['journeys'][number]['losses']; name: string; role: Role }[] = [
  { kind: 'limited', name: 'limited', role: 'category-5' },
  { kind: 'shed', name: 'shed', role: 'category-2' },
  { kind: 'rejected', name: 'rejected', role: 'category-3' },
  { kind: 'timedOut', name: 'timed out', role: 'category-6' },
  { kind: 'failed', name: 'failed', role: 'fails' },
];

/** What became of the requests of a journey, or of all, minute by minute. */
export function outcomeMinutes(picture: SpanPicture, journey?: string): OutcomeAreasData {
  const wanted = picture.plan.journeys.flatMap(({ id }, index) =>
    journey === undefined || id === journey ? [index] : [],
  );
  const sumOf = (of: (slice: JourneySlice) => number) =>
    picture.slices.map((slice) =>
      slice ? wanted.reduce((sum, index) => sum + of(slice.journeys[index]!), 0) : null,
    );
  return {
    unit: 'requests/s',
    ...timesOf(picture),
    parts: [
      { name: 'answered', role: 'accent', values: sumOf(({ throughputPerSecond }) => throughputPerSecond) },
      ...LOST.map(({ kind, name, role }) => ({ name, role, values: sumOf(({ losses }) => losses[kind]) })),
    ],
    against: {
      name: 'time-step',
      values: alongPieces(picture, ({ journeys }) =>
        wanted.reduce((sum, index) => sum + (journeys[index]?.throughputPerSecond ?? 0), 0),
      ),
    },
    spans: spansOf(picture),
  };
}

/** Busy share of every component's servers, minute by minute, in the replay. */
export function busyMinutes(picture: SpanPicture): BusyMinutesData {
  const { slices, plan } = picture;
  return {
    range: timesOf(picture).range,
    rows: stationsOf(picture)
      .filter(({ kind }) => kind !== 'external')
      .map(({ id, name, index }) => ({
        id,
        name,
        values: slices.map((slice) => busyShare(slice?.stations[index])),
        notes: slices.map((slice) => notesOf(slice?.stations[index])),
      })),
    threshold: thresholdOf(plan),
    spans: spansOf(picture),
  };
}

type StationSlice = SpanSlice['stations'][number];

/** All but one in two hundred is all of them. */
function busyShare(station: StationSlice | undefined): number | null {
  if (!station) return null;
  return station.utilization > 0.995 ? 1 : station.utilization;
}

const notesOf = (station: StationSlice | undefined) =>
  station
    ? [
        { name: 'calls waiting', text: numberText(station.waiting) },
        ...(station.instances === null ? [] : [{ name: 'instances', text: numberText(station.instances) }]),
      ]
    : [];

/** Calls that wait, for components where any do; the longest queue first. */
export function waitingMinutes(picture: SpanPicture): MinuteLinesData {
  const rows = stationsOf(picture)
    .map(({ name, index }) => ({
      name,
      values: picture.slices.map((slice) => slice?.stations[index]?.waiting ?? null),
    }))
    .map((row) => ({ ...row, longest: Math.max(0, ...row.values.map((value) => value ?? 0)) }))
    .filter(({ longest }) => longest >= NOTICEABLE)
    .toSorted((a, b) => b.longest - a.longest)
    .slice(0, CATEGORIES);
  return {
    unit: 'calls',
    ...timesOf(picture),
    series: rows.map(({ name, values }, index) => ({
      name,
      role: `category-${index + 1}` as Role,
      values,
    })),
    spans: spansOf(picture),
  };
}

/** Calls that wait on average from which on a queue is worth a line. */
const NOTICEABLE = 0.05;
const CATEGORIES = 6;

/** Pools, queues and externals, in the order of slices. */
const stationsOf = ({ plan }: SpanPicture) =>
  plan.components
    .filter(({ kind }) => kind !== 'supportDesk')
    .map(({ id, name, kind }, index) => ({ id, name, kind, index }));

const thresholdOf = ({ components }: Plan): number =>
  Math.min(
    USUAL_LIMIT,
    ...components.flatMap((component) =>
      'maximumUtilization' in component && component.maximumUtilization !== undefined
        ? [component.maximumUtilization]
        : [],
    ),
  );

function timesOf({ localTime, minutes, slices }: SpanPicture) {
  const wall = fromIsoText(localTime);
  const length = (minutes / Math.max(1, slices.length)) * MINUTE_MS;
  return {
    times: slices.map((_slice, index) => wall + (index + 0.5) * length),
    range: [wall, wall + minutes * MINUTE_MS] as const,
  };
}

type Piece = HourReport['fast']['pieces'][number];

/** The value of the piece that each slice's middle lies in. */
function alongPieces(
  { fast, from, minutes, slices }: SpanPicture,
  valueOf: (piece: Piece) => number | null,
): (number | null)[] {
  return slices.map((_slice, index) => {
    const at = from + ((index + 0.5) * minutes) / slices.length;
    const piece = fast?.pieces.findLast((candidate) => candidate.from <= at);
    return piece ? valueOf(piece) : null;
  });
}

/** What is done to the span, and what befalls it, on the plan's clock. */
function spansOf({ plan, localTime, from, fast, interventions }: SpanPicture): TimeSpan[] {
  const wall = fromIsoText(localTime);
  const toWall = (minute: number) => wall + (minute - from) * MINUTE_MS;
  const nameOf = (id: string) => plan.components.find((component) => component.id === id)?.name ?? id;
  const onPurpose = interventions.map((each): TimeSpan => ({
    from: toWall(each.from),
    to: toWall(each.from + each.minutes),
    ...(each.kind === 'surge'
      ? { name: `×\u00a0${numberText(each.multiplier)}`, role: 'accent' }
      : { name: `${nameOf(each.component)} ${effectWords(each.effect)}`, role: roleOf(each.effect.kind) }),
  }));
  const befalling = (fast?.outages ?? [])
    .filter((outage) => !interventions.some((each) => isSame(each, outage)))
    .map((outage): TimeSpan => ({
      from: toWall(outage.from),
      to: toWall(outage.from + outage.minutes),
      name: `${nameOf(outage.component)} ${outageWords(outage)}`,
      role: roleOf(outage.effect),
    }));
  return [...onPurpose, ...befalling];
}

const isSame = (each: Intervention, outage: HourReport['fast']['outages'][number]): boolean =>
  each.kind === 'fault' && each.component === outage.component && each.from === outage.from;

const roleOf = (effect: string): Role => (effect === 'down' ? 'fails' : 'risk');

function effectWords(effect: Extract<Intervention, { kind: 'fault' }>['effect']): string {
  switch (effect.kind) {
    case 'down':
      return 'down';
    case 'reduced':
      return `${Math.round(effect.share * 100)}\u00a0% away`;
    case 'slow':
      return `×\u00a0${numberText(effect.factor)} slower`;
  }
}

function outageWords({ effect, value }: HourReport['fast']['outages'][number]): string {
  if (effect === 'parts') return `${value} ${value === 1 ? 'instance' : 'instances'} away`;
  if (effect === 'down') return 'down';
  return effect === 'reduced'
    ? effectWords({ kind: 'reduced', share: value })
    : effectWords({ kind: 'slow', factor: value });
}
