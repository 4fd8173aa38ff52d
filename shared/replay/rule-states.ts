import type { Network, RateLimit, Station } from './network.ts';

/** One deferral rule (S5): requests put off, in order of arrival, as a list through the jobs. */
export interface DeferralState {
  first: number;
  last: number;
  /** Offered load of the stations it looks at: up to the last look, and smoothed. */
  seen: Float64Array;
  loads: Float64Array;
  /** Of these: what it has let go itself since the last look, and what it may still let go. */
  released: Float64Array;
  room: Float64Array;
  /** Whether a station was too busy at the last look. */
  isBusy: boolean;
}

/** One shedding rule (S4): attempts up to the last look and their smoothed rate by stream, and the share it sheds. */
export interface SheddingState {
  seen: Float64Array;
  rates: Float64Array;
  shares: Float64Array;
}

/** What an autoscaler asked for, newest last: the middle of each window and the instances. */
export interface ScalerState {
  times: number[];
  asked: number[];
  /** Offered load up to the last look. */
  seen: number;
}

export interface RateLimitState {
  rule: RateLimit;
  /** When the bucket would be full again. */
  due: number;
}

/** State of everything that steers the network. */
export interface RuleStates {
  rateLimits: RateLimitState[];
  deferrals: DeferralState[];
  shedding: SheddingState[];
  /** By station. */
  scalers: (ScalerState | null)[];
  /** By station: moments at which something about it changes, in order. */
  edges: Float64Array[];
  /** By station: key and number of the next. */
  flushes: { high: number; low: number; count: number }[];
}

export function createRuleStates(network: Network): RuleStates {
  const { streams, stations, rateLimits = [], deferrals = [], shedding = [] } = network;
  const byStream = () => new Float64Array(streams.length);
  return {
    rateLimits: rateLimits.map((rule) => ({ rule, due: 0 })),
    deferrals: deferrals.map((rule) => ({
      first: -1,
      last: -1,
      seen: new Float64Array(rule.stations.length),
      loads: new Float64Array(rule.stations.length),
      released: new Float64Array(rule.stations.length),
      room: new Float64Array(rule.stations.length),
      isBusy: false,
    })),
    shedding: shedding.map(() => ({ seen: byStream(), rates: byStream(), shares: byStream() })),
    scalers: stations.map(({ instances }) =>
      instances?.autoscaler ? { times: [], asked: [], seen: 0 } : null,
    ),
    edges: stations.map(edgesOf),
    flushes: stations.map(() => ({ high: 0, low: 0, count: 0 })),
  };
}

function edgesOf({ disruptions = [], limits = [] }: Station): Float64Array {
  const spans = [...disruptions, ...limits.flatMap((limit) => limit.spans ?? [])];
  return Float64Array.from(new Set(spans.flatMap(({ start, end }) => [start, end]))).sort();
}
