/**
 * A network of stations as plain data: what the replay simulates request by request. Spans of a plan
 * become one (from-plan.ts), and so does every stochastic model of the textbooks. All times are in
 * one unit of the network's own and rates per that unit; a plan's network is in seconds.
 *
 * How to say what in it, s being `stations`, a `streams`:
 *
 * - M/M/c, M/G/c, GI/G/c: one station with c servers; `renewal` arrivals whose law has mean 1 and the
 *   wanted kind; a route of one visit with the service law.
 * - Priorities: a stream per class with `class` 0, 1, …; discipline `priority` or `preemptive`.
 * - M/M/c/K: `places` K − c. M/M/c/c and token buckets in front of nothing: `places` 0, or an empty route.
 * - M/M/c+M (Erlang A): `patience` exponential; a fixed time-out of the wait: `patience` deterministic.
 * - Tandem: a route of several visits. Jackson: visits with `next`, one stream per entry point.
 * - Closed network: `population` arrivals with a think time, or with one of mean 0.
 * - Token bucket, dropping or delaying: `rateLimits`, named by the stream; MMPP(2) input: `mmpp`.
 * - M/M/c/c with retrials: `places` 0 and `retries` without end, backoff exponential, `persistence`.
 * - M(t)/M/c: a rate of `pieces` or a `sinusoid`; ask for the state at times with `probes`.
 * - k of n with r crews: n units as a population without think time, visiting `up` (n servers hot, k
 *   servers cold spares, exponential life) and `repair` (r servers); `watch` n − k + 1 on `repair`
 *   gives the share of time down and how often. Common cause: `flushRate` on `up`.
 */
export interface Network {
  stations: Station[];
  streams: Stream[];
  rateLimits?: RateLimit[];
  shedding?: Shedding[];
  deferrals?: Deferral[];
}

/** Law of a random time. Laws with `cv2` have it as squared coefficient of variation. */
export type Law =
  | { kind: 'deterministic' | 'exponential'; mean: number }
  | { kind: 'erlang'; mean: number; stages: number }
  /** Two phases with balanced means, cv² ≥ 1. */
  | { kind: 'hyperexponential'; mean: number; cv2: number }
  | { kind: 'gamma' | 'lognormal'; mean: number; cv2: number }
  /** Uniform inside bins from the bound before (the first from 0) up to its own, scaled to the mean. */
  | { kind: 'histogram'; mean: number; upperBounds: number[]; counts: number[] }
  /** One of the laws, by weight. */
  | { kind: 'mixture'; parts: { weight: number; law: Law }[] };

/** When something applies; absent: always. In order, without overlap. */
export type Spans = { start: number; end: number }[];

/** Arrivals per unit of time, over time. */
export type Rate =
  | number
  /** `rates[k]` from `starts[k]` to `starts[k + 1]`; the first also before, the last for ever. */
  | { kind: 'pieces'; starts: number[]; rates: number[] }
  /** mean · (1 + amplitude · sin(2πt / period)), 0 ≤ amplitude ≤ 1. */
  | { kind: 'sinusoid'; mean: number; amplitude: number; period: number };

export type Arrivals =
  /** Independent times with a law of mean 1, run at the pace of the rate; exponential is Poisson. */
  | { kind: 'renewal'; rate: Rate; law: Law }
  /** Poisson at one of two rates, switched from the first to the second and back at these rates. */
  | { kind: 'mmpp'; rates: [number, number]; switching: [number, number] }
  /** So many customers, each back after its think time. */
  | { kind: 'population'; size: number; think: Law };

/** Requests of one kind. */
export interface Stream {
  id: string;
  arrivals: Arrivals;
  /** 0 is served first. Default 0. */
  class?: number;
  /** Empty: done as soon as it is let in. */
  route: Step[];
  /** Where its clients are: time spent outside, before the route as far as the client is concerned. */
  origins?: Origin[];
  /** Client's patience from start to answer. Default: for ever. */
  timeout?: number;
  retries?: Retries;
  /** Rate limits it passes, in this order. */
  rateLimits?: number[];
}

export interface Origin {
  /** By piece of the stream's rate; a single number for all of them. */
  share: number[];
  /** Added up. */
  outside: Law[];
}

export type Step = Visit | { kind: 'parallel'; branches: Visit[][] };

export interface Visit {
  kind: 'visit';
  station: number;
  service: Law;
  /** Calls one after the other; a fraction is the chance of one more. Default 1. */
  calls?: number;
  /** Chance that a cache answers, which skips the calls. Default 0. */
  hit?: number;
  /** The request goes on when the call fails. */
  soft?: boolean;
  /** Step of the route it goes to next, by chance; what chances leave over is done. Default: the step after. */
  next?: { step: number; chance: number }[];
}

export interface Station {
  id: string;
  /** May be Infinity. A fraction is one more server at that fraction of the speed, taken last. */
  servers: number;
  /** Waiting places. Default: endless. */
  places?: number;
  /** `priority` serves a lower class first without interrupting, `preemptive` interrupts and resumes. Default `fifo`. */
  discipline?: 'fifo' | 'priority' | 'preemptive';
  /** How long a call waits before it is given up. Default: for ever. */
  patience?: Law;
  /** A call whose service takes longer is given up then. Default: never. */
  serviceTimeout?: number;
  /** While it is down calls fail, or are held until it is back. Default `fail`. */
  whenDown?: 'fail' | 'hold';
  /** Instances behind the servers. Default: `servers` do not change. */
  instances?: Instances;
  disruptions?: Disruption[];
  limits?: ConcurrencyLimit[];
  breaker?: CircuitBreaker;
  /** Share of time with at least so many calls inside, and how often that begins. */
  watch?: number;
  /** At the moments of a Poisson process everything in service is done at once. Default 0. */
  flushRate?: number;
  /** Calls inside at the start. */
  backlog?: Backlog[];
}

/** Calls of a stream that are at one visit of its route at the start, those of a station mixed evenly. */
export interface Backlog {
  stream: number;
  /** Position of the step and, where it is parallel, of the branch and the visit in it. */
  step: number;
  lane?: number;
  place?: number;
  calls: number;
  /** How long ago the first of them came; the last came just now. Default 0. */
  oldest?: number;
}

export interface Instances {
  /** Running at the start. */
  running: number;
  /** Effective servers by instances up, from 0 on. */
  servers: number[];
  /** Fewer up than this is an outage. */
  required: number;
  autoscaler?: Autoscaler;
}

/** The fewest instances that keep offered load / servers at the target, seen `lag` later. */
export interface Autoscaler {
  target: number;
  lag: number;
  /** Lets go only of what nothing asked for within it. */
  cooldown: number;
  /** By time: `instances[k]` from `starts[k]` on; the first also before. */
  minimum: { starts: number[]; instances: number[] };
  maximum: number;
  /** Over which the load is averaged. */
  window: number;
  /** What was asked for before the start: instances by time. */
  before?: { at: number; instances: number }[];
}

/** A time in which a part of a station is away, slow or failing. */
export interface Disruption {
  start: number;
  end: number;
  effect:
    | { kind: 'down' }
    /** Instances `first`, `first` + `stride`, … below `end` are away. */
    | { kind: 'away'; first: number; stride: number; end: number }
    /** Calls that still go to these instances fail. */
    | { kind: 'failover'; first: number; stride: number; end: number }
    | { kind: 'reduced'; share: number }
    | { kind: 'slow'; factor: number };
}

/** At most `limit` in service while it applies, and `places` waiting. Default: the station's own. */
export interface ConcurrencyLimit {
  limit: number;
  places?: number;
  spans?: Spans;
}

/**
 * Opens when more than `share` of at least `calls` calls within `window` failed; after `open` one
 * call is let through, whose outcome closes it or opens it again.
 */
export interface CircuitBreaker {
  share: number;
  window: number;
  calls: number;
  open: number;
  spans?: Spans;
}

export interface Retries {
  /** The first included; may be Infinity. */
  attempts: number;
  /** Chance to try again at all. Default 1. */
  persistence?: number;
  /** Wait before retry k: `mean` · `factor`^(k − 1), exactly, uniform up to it, or exponential. */
  backoff: { mean: number; factor: number; jitter: 'none' | 'uniform' | 'exponential' };
  /** Retries per fresh request over the recent past, `window` long. Default: any number. */
  budget?: { share: number; window: number };
  /** Servers drop calls whose client has given up. */
  dropExpired?: boolean;
  spans?: Spans;
}

export interface RateLimit {
  /** Tokens per unit of time, and a whole number of them at most. */
  rate: number;
  burst: number;
  /** Tokens at the start. Default: full. */
  level?: number;
  whenEmpty: 'drop' | 'delay';
  spans?: Spans;
}

export interface Shedding {
  /** −1: any. */
  station: number;
  /** Predicted utilization: the load of the last `window` over the servers. */
  above: number;
  window: number;
  /** Streams of one class each, first to be shed first. */
  order: number[][];
  spans?: Spans;
}

export interface Deferral {
  streams: number[];
  /** Stations looked at, and the utilization they stay below. */
  stations: number[];
  below: number;
  /** Over which the load is averaged. */
  window: number;
  longest: number;
  spans?: Spans;
}
