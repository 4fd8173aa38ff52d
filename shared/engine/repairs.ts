import { createStream, randomKey, uniformAt, type RandomStream } from '../statistics/random.ts';
import { exponentialAt } from '../statistics/sampling.ts';

export interface Span {
  start: number;
  end: number;
}

/** Something that fails and is repaired. Times in minutes. */
export interface FailingPart {
  /** Names its times up and repairs, `components/web/failure/3`. */
  stream: string;
  meanUp: number;
  repair: (uniform: number) => number;
  /** What is not in use at that minute cannot fail. */
  isHeld: (minute: number) => boolean;
  fail: (span: Span) => void;
}

/** What takes parts `first` to `first + count − 1` at once; each is then repaired on its own. */
export interface CommonCause {
  stream: string;
  /** Of one part alone; `share` of its failures come from here (beta factor). */
  meanUp: number;
  share: number;
  first: number;
  count: number;
  repair: (uniform: number) => number;
  /** Fails every `stride`-th part from `part` on, counted from `first`. */
  fail: (span: Span, part: number, stride: number) => void;
}

export interface RepairShop {
  seed: number;
  replication: number;
  /** End of the horizon. */
  minutes: number;
  /** Repairs at the same time; the others wait in the order of their failures. */
  crews: number;
}

/** Where a common cause takes more parts than this, every n-th shares a repair. */
const MOST_REPAIRS = 256;

/**
 * Times up and down of all parts over the horizon; all are up at its start. Every time is named by the
 * part and the number of its failure, so that neither crews nor other parts change it (C3, E3).
 */
export function failParts(
  shop: RepairShop,
  parts: readonly FailingPart[],
  causes: readonly CommonCause[] = [],
): void {
  if (causes.length === 0 && shop.crews >= parts.length) for (const part of parts) failAlone(shop, part);
  else failInOrder(shop, parts, causes);
}

function failAlone({ seed, replication, minutes }: RepairShop, part: FailingPart): void {
  const { stream, meanUp, repair, isHeld, fail } = part;
  const uniform = createStream(randomKey(seed, replication, stream));
  for (let at = exponentialAt(meanUp, uniform()); at < minutes; at += exponentialAt(meanUp, uniform())) {
    const length = repair(uniform());
    if (!isHeld(at)) continue;
    fail({ start: at, end: at + length });
    at += length;
  }
}

/** Failures in the order of their times: crews and common causes make parts depend on each other. */
function failInOrder(shop: RepairShop, parts: readonly FailingPart[], causes: readonly CommonCause[]): void {
  const { seed, replication, minutes } = shop;
  const all = [...parts, ...causes];
  const streams = all.map(({ stream }) => createStream(randomKey(seed, replication, stream)));
  const next = Float64Array.from(all, ({ meanUp }, index) => exponentialAt(meanUp, streams[index]!()));
  const state: RepairState = {
    shop,
    parts,
    causes,
    streams,
    next,
    count: new Uint32Array(all.length),
    until: new Float64Array(parts.length),
    ownShare: ownShares(shop, parts, causes),
    crews: createCrews(shop.crews, parts.length),
  };
  const order = createQueue(next);
  while (all.length > 0 && next[order.first()]! < minutes) {
    const index = order.first();
    if (index < parts.length) {
      failPart(state, index);
      order.moveFirst();
    } else {
      failTogether(state, index);
      order.rebuild();
    }
  }
}

interface RepairState {
  shop: RepairShop;
  parts: readonly FailingPart[];
  causes: readonly CommonCause[];
  streams: RandomStream[];
  /** Of every part, then of every cause: the minute of its next failure, and how many it had. */
  next: Float64Array;
  count: Uint32Array;
  /** By part, the end of its repair. */
  until: Float64Array;
  /** By part: tells whether its failure of that number is its own. */
  ownShare: ((count: number) => boolean)[];
  crews: (at: number, length: number) => number;
}

/** A failure that a common cause stands for is none of the part's own: it is left out, and its time with it. */
function ownShares(
  { seed, replication }: RepairShop,
  parts: readonly FailingPart[],
  causes: readonly CommonCause[],
): RepairState['ownShare'] {
  return parts.map(({ stream }, index) => {
    const cause = causes.find(({ first, count }) => index >= first && index < first + count);
    if (!cause) return () => true;
    const { high, low } = randomKey(seed, replication, `${stream}/own`);
    return (count) => uniformAt(high, low, count) >= cause.share;
  });
}

function failPart(state: RepairState, index: number): void {
  const { parts, streams, next, count, until, ownShare, crews } = state;
  const { meanUp, repair, isHeld, fail } = parts[index]!;
  const at = next[index]!;
  const length = repair(streams[index]!());
  let end = at;
  if (ownShare[index]!(count[index]!) && isHeld(at)) {
    end = crews(at, length);
    until[index] = end;
    fail({ start: at, end });
  }
  count[index]! += 1;
  next[index] = end + exponentialAt(meanUp, streams[index]!());
}

/** Takes every part that is up; their own clocks stand still meanwhile. */
function failTogether(state: RepairState, index: number): void {
  const { shop, parts, causes, streams, next, count, until, crews } = state;
  const cause = causes[index - parts.length]!;
  const at = next[index]!;
  const stride = Math.min(cause.count, MOST_REPAIRS);
  const blocks = streams[index]!() < cause.share ? stride : 0;
  for (let block = 0; block < blocks; block++) {
    const members: number[] = [];
    for (let part = cause.first + block; part < cause.first + cause.count; part += stride)
      if (until[part]! <= at && parts[part]!.isHeld(at)) members.push(part);
    if (members.length === 0) continue;
    const { high, low } = randomKey(shop.seed, shop.replication, `${cause.stream}/${block}`);
    const end = crews(at, cause.repair(uniformAt(high, low, count[index]!)));
    for (const part of members) {
      until[part] = end;
      next[part]! += end - at;
    }
    cause.fail({ start: at, end }, block, stride);
  }
  count[index]! += 1;
  next[index] = at + exponentialAt(cause.meanUp, streams[index]!());
}

/** Gives the end of a repair of that length that is asked for at that minute, askers in order of time. */
function createCrews(crews: number, parts: number): (at: number, length: number) => number {
  if (crews >= parts) return (at, length) => at + length;
  const free = new Float64Array(crews);
  const order = createQueue(free);
  return (at, length) => {
    const crew = order.first();
    const end = Math.max(at, free[crew]!) + length;
    free[crew] = end;
    order.moveFirst();
    return end;
  };
}

/** Indices by their times, the soonest first; a binary heap over `times`, which its owner changes. */
function createQueue(times: Float64Array) {
  const heap = Uint32Array.from(times, (_time, index) => index);
  const isBefore = (a: number, b: number) => times[a]! < times[b]! || (times[a] === times[b] && a < b);
  const sink = (from: number) => {
    const moved = heap[from]!;
    let at = from;
    for (let child = 2 * at + 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child += 1;
      if (!isBefore(heap[child]!, moved)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = moved;
  };
  const rebuild = () => {
    for (let at = (heap.length >> 1) - 1; at >= 0; at--) sink(at);
  };
  rebuild();
  return {
    first: () => heap[0]!,
    /** After the first one's time has grown. */
    moveFirst: () => sink(0),
    rebuild,
  };
}
