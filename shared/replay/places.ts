import { randomKey } from '../statistics/random.ts';
import { momentsOf } from './law-moments.ts';
import { KIND, PLACE, PLACE_SHIFT, PURPOSE, SHARE, STATION_SHIFT, WAY } from './layout.ts';
import type { Law, Network, Visit } from './network.ts';

/** Routes as numbered places: a job is at one of them. Draws at a place are addressed by its own keys. */
export interface Places {
  rows: Int32Array;
  shares: Float64Array;
  /** Place, and the chance up to it. */
  choices: { place: number; upTo: number }[];
  /** First places of a fork's branches, by number of the place. */
  branches: number[][];
  names: string[];
  /** First place by stream. */
  first: number[];
}

interface Draft {
  kind: number;
  name: string;
  visit: Visit | null;
  /** Numbers, not offsets. */
  next: number;
  choices: { place: number; upTo: number }[];
  branches: number[];
  isPlainEnd: boolean;
}

/** Numbers the places of all routes; `add` puts a law into the book. */
export function compilePlaces({ streams }: Network, add: (law: Law) => number): Places {
  const drafts: Draft[] = [];
  const first = streams.map(({ id, route, arrivals, timeout, retries }) => {
    // An answer is plain where nobody may have given up or tried before, nor comes back to think.
    const isPlain =
      arrivals.kind !== 'population' &&
      timeout === undefined &&
      retries === undefined &&
      route.every(({ kind }) => kind === 'visit');
    const start = drafts.length;
    // A route takes a place per step, then its end; visits inside its forks come behind.
    const end = start + route.length;
    route.forEach((step, index) => {
      const name = `streams/${id}/route/${index}`;
      const next = start + index + 1;
      if (step.kind === 'visit')
        drafts.push({
          ...draftOf(KIND.visit, name, next),
          visit: step,
          choices: choicesOf(step, start, end),
        });
      else drafts.push(draftOf(KIND.fork, name, next));
    });
    drafts.push({ ...draftOf(KIND.end, `streams/${id}/end`, 0), isPlainEnd: isPlain });
    route.forEach((step, index) => {
      const fork = drafts[start + index]!;
      if (step.kind === 'parallel')
        fork.branches = step.branches.map((branch, lane) =>
          addBranch(drafts, branch, `${fork.name}/${lane}`),
        );
    });
    return start << PLACE_SHIFT;
  });
  return { ...rowsOf(drafts, add), first };
}

const draftOf = (kind: number, name: string, next: number): Draft => ({
  kind,
  name,
  visit: null,
  next,
  choices: [],
  branches: [],
  isPlainEnd: false,
});

function choicesOf({ next }: Visit, start: number, end: number): Draft['choices'] {
  if (!next) return [];
  let upTo = 0;
  const places = next.map(({ step, chance }) => ({ place: start + step, upTo: (upTo += chance) }));
  return [...places, { place: end, upTo: Infinity }];
}

/** Places of one branch, ended by a join; returns its first. */
function addBranch(drafts: Draft[], branch: readonly Visit[], name: string): number {
  const start = drafts.length;
  branch.forEach((visit, index) =>
    drafts.push({ ...draftOf(KIND.visit, `${name}/${index}`, start + index + 1), visit }),
  );
  drafts.push(draftOf(KIND.join, `${name}/join`, 0));
  return start;
}

function rowsOf(drafts: readonly Draft[], add: (law: Law) => number): Omit<Places, 'first'> {
  const rows = new Int32Array(drafts.length << PLACE_SHIFT);
  const shares = new Float64Array(rows.length >> 3);
  const choices: Places['choices'] = [];
  drafts.forEach(({ kind, visit, next, choices: own, isPlainEnd }, number) => {
    const row = number << PLACE_SHIFT;
    const calls = visit?.calls ?? 1;
    const hit = visit?.hit ?? 0;
    rows[row + PLACE.kind] = kind;
    rows[row + PLACE.station] = (visit?.station ?? 0) << STATION_SHIFT;
    rows[row + PLACE.service] = visit ? add(visit.service) : 0;
    rows[row + PLACE.whole] = Math.floor(calls);
    rows[row + PLACE.way] = isPlainEnd
      ? WAY.end
      : visit && calls === 1 && hit === 0
        ? WAY.plain
        : WAY.special;
    rows[row + PLACE.soft] = visit?.soft ? 1 : 0;
    rows[row + PLACE.next] = own.length > 0 ? -1 : next << PLACE_SHIFT;
    rows[row + PLACE.choicesFrom] = choices.length;
    choices.push(...own.map(({ place, upTo }) => ({ place: place << PLACE_SHIFT, upTo })));
    rows[row + PLACE.choicesTo] = choices.length;
    shares[(row >> 3) + SHARE.mean] = visit ? momentsOf(visit.service).mean : 0;
    shares[(row >> 3) + SHARE.more] = calls - Math.floor(calls);
    shares[(row >> 3) + SHARE.hit] = hit;
  });
  return {
    rows,
    shares,
    choices,
    branches: drafts.map(({ branches }) => branches.map((number) => number << PLACE_SHIFT)),
    names: drafts.map(({ name }) => name),
  };
}

/** Sets the keys of every place for one repetition of one future. */
export function keyPlaces({ rows, names }: Places, seed: number, future: number, repetition: number): void {
  names.forEach((name, number) => {
    for (const [purpose, offset] of Object.entries(PURPOSE)) {
      const key = randomKey(seed, future, `replay/${repetition}/${name}/${purpose}`);
      rows[(number << PLACE_SHIFT) + offset] = key.high;
      rows[(number << PLACE_SHIFT) + offset + 1] = key.low;
    }
  });
}
