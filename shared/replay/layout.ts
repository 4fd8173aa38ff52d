/**
 * Where things stand in the core's typed arrays. A job, a station, a place is known by the offset of
 * its row, so that `jobs[job + JOB.place]` needs no multiplication. Hot modules take the names they
 * need into constants of their own: those the compiler knows, imported ones it looks up each time.
 */

/** Int32 columns of a job: a request on its way, or one branch of a fork. */
export const JOB = {
  stream: 0,
  place: 1,
  /** Number of the request in its stream, which addresses its draws, … */
  serial: 2,
  /** … with the attempt (× 65536) and the hop (× 64) in `round`, and the call within a visit in `made`. */
  round: 3,
  made: 4,
  /** Calls of the visit after the present one; it and `made` are 0 outside of visits with several. */
  more: 5,
  /** The request a branch belongs to; a request belongs to itself. */
  root: 6,
  /** Branches under way. */
  pending: 7,
  /** Row of `counts` it is booked in: of its stream and the part of the span it arrived in. */
  account: 8,
  origin: 9,
  /** Neighbours in a queue, −1 at its ends. */
  previous: 10,
  next: 11,
  status: 12,
  flags: 13,
  /** Attempts before this one. */
  attempt: 14,
} as const;
export const JOB_SHIFT = 4;

/** Float64 columns of a job; its row begins at half its offset. */
export const TIME = {
  /** Of the attempt as its client sees it, time outside included. */
  start: 0,
  /** Of the call at its station. */
  enter: 1,
  /** When it was interrupted last. */
  since: 2,
  /** Service left of an interrupted call. */
  left: 3,
  /** In queues so far. */
  waited: 4,
} as const;

export const STATUS = {
  free: 0,
  moving: 1,
  waiting: 2,
  serving: 3,
  joining: 4,
  /** By a rate limit. */
  held: 5,
  deferred: 6,
  backingOff: 7,
  thinking: 8,
} as const;

export const FLAG = {
  /** The client knows the outcome: what is still under way serves nobody. */
  decided: 1,
  /** On the server that is a fraction of one. */
  slow: 2,
  /** Its service will be given up. */
  overlong: 4,
  /** Has a part of its service behind it. */
  interrupted: 8,
  /** The one call a breaker lets through. */
  trial: 16,
} as const;

/** Int32 columns of a station. */
export const STATION = {
  /** Whole servers. */
  full: 0,
  busy: 1,
  /** 1 while the server that is a fraction is busy. */
  slowBusy: 2,
  waiting: 3,
  /** Bits of FEATURE: what is out of the plain. */
  features: 4,
  patience: 5,
  watch: 6,
  /** First row of its lists by class. */
  lists: 7,
} as const;
export const STATION_SHIFT = 5;

/** Float64 columns of a station: counts and integrals since the beginning, then its present state. */
export const TOTAL = {
  /** Moment up to which `busy`, `waiting` and `watched` reach. */
  until: 0,
  busy: 1,
  waiting: 2,
  watched: 3,
  watchedTimes: 4,
  offered: 5,
  rejected: 6,
  /** Had to wait; and of those: began, gave up, were dropped. */
  delayed: 7,
  begun: 8,
  gaveUp: 9,
  dropped: 10,
  waitOfBegun: 11,
  waitOfGivenUp: 12,
  /** Of those inside. */
  failed: 13,
  timeInside: 14,
  /** Moment up to which `servers` and `instances` (up) reach. */
  serversUntil: 15,
  servers: 16,
  instances: 17,
  /** Erlang × time offered, where somebody looks. */
  work: 18,
  /** Speed of the server that is a fraction; 0 where there is none. */
  fraction: 19,
  room: 20,
  /** Share of calls that still go to a failed part, and factor of service times. */
  failing: 21,
  slow: 22,
  serviceTimeout: 23,
  running: 24,
  /** Effective servers. */
  present: 25,
  /** Calls that went to what was down, or that a circuit breaker kept away. */
  lostAtOnce: 26,
  /** Instances up. */
  up: 27,
  /** Time with endless servers. */
  endless: 28,
  /** What the server that is a fraction fell short of a whole one while it was busy. */
  short: 29,
} as const;

export const FEATURE = {
  patience: 1,
  /** Interrupts lower classes. */
  preemptive: 2,
  breaker: 4,
  /** Jobs in service are listed. */
  tracked: 8,
  watch: 16,
  serviceTimeout: 32,
  /** Somebody looks at the offered load. */
  load: 64,
  /** Some of its callers' requests are dropped once their client gave up. */
  expiry: 2048,
  /** These come and go. */
  fraction: 128,
  down: 256,
  failing: 512,
  slow: 1024,
} as const;

/** Int32 columns of a place: a step of a route. */
export const PLACE = {
  kind: 0,
  station: 1,
  service: 2,
  /** Calls: a whole number, and `more` as the chance of one more. */
  whole: 3,
  /** One of WAY. */
  way: 4,
  soft: 5,
  /** −1 where chance decides. */
  next: 6,
  /** Where chance decides: part of `choices`. */
  choicesFrom: 7,
  choicesTo: 8,
  /** Keys by PURPOSE, high and low in turn. */
  keys: 9,
} as const;
export const PLACE_SHIFT = 5;

/** Float64 columns of a place; its row begins at an eighth of its offset. */
export const SHARE = {
  /** Mean service of a call. */
  mean: 0,
  more: 1,
  hit: 2,
} as const;

/** Plain: one call, always. */
export const WAY = { special: 0, plain: 1, end: 2 } as const;
export const KIND = { visit: 0, fork: 1, join: 2, end: 3 } as const;

/** What a place draws: offsets of the key. */
export const PURPOSE = { service: 9, calls: 11, hit: 13, next: 15, patience: 17, failover: 19 } as const;

/** Slots of the heap that are no jobs'. */
export const TIMER = {
  bookkeeping: 0,
  probe: 1,
  arrival: 2,
  condition: 3,
  scaling: 4,
  flush: 5,
  shedding: 6,
  deferral: 7,
} as const;

/** What became of a call. */
export const OUTCOME = {
  inside: 0,
  served: 1,
  rejected: 2,
  timedOut: 3,
  failed: 4,
  /** Nobody waits for it any more. */
  dropped: 5,
  /** Not calls: the request comes to the door, or goes on from its place. */
  enters: 6,
  goesOn: 7,
} as const;

/** Columns of what is counted by slice and stream; behind the slices a row for requests outside the span. */
export const COUNT = {
  fresh: 0,
  retried: 1,
  answered: 2,
  limited: 3,
  shed: 4,
  rejected: 5,
  timedOut: 6,
  failed: 7,
  response: 8,
  wait: 9,
  waited: 10,
} as const;
export const COUNT_SHIFT = 4;

/** Columns of what is seen at a moment, by probe and station. */
export const PROBE = { samples: 0, number: 1, waiting: 2, watched: 3 } as const;
export const PROBE_SHIFT = 2;
