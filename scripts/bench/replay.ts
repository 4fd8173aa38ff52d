/**
 * Speed of the replay on M/M/4 at a utilization of 0.8 beside other simulators, all on the same
 * machine in turns, by processor time: `node scripts/bench/replay.ts`. Peers that are not there are
 * left out and said so.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { COUNT } from '#shared/replay/layout.ts';
import { createReplay, type Replay } from '#shared/replay/replay.ts';

export interface BenchRow {
  what: string;
  goal: string;
  measured: string;
  /** null: could not be measured here. */
  met: boolean | null;
}

interface Sample {
  customers: number;
  seconds: number;
  /** Mean wait in services: all must simulate the same queue. */
  wait: number;
  version?: string;
}

/** A simulator to compare with: how often faster we should be, or how much slower we may be. */
interface Peer {
  name: string;
  isFloor: boolean;
  factor: number;
  /** undefined: not there. */
  prepare(): (() => Sample) | undefined;
}

const RATE = 3.2;
const SERVERS = 4;
/** Erlang's C(4, 3.2) / (4 − 3.2). */
const MEAN_WAIT = 0.7455;
const ROUNDS = 5;

const PEERS: Peer[] = [
  { name: 'SimPy', isFloor: true, factor: 40, prepare: prepareSimPy },
  { name: 'simjs', isFloor: true, factor: 5, prepare: prepareSimJs },
  { name: 'the bare recursion in C (gcc -O2)', isFloor: false, factor: 8, prepare: prepareRecursion },
];

/** Runs every peer that is there and the replay in turns, and compares the medians of their ratios. */
export async function benchReplay(): Promise<BenchRow[]> {
  const replay = createReplay(network, { start: 0, from: 0, to: 1_000_000 / RATE });
  for (let round = 0; round < 4; round++) sampleReplay(replay, round);
  const own: number[] = [];
  const rows = PEERS.map((peer): BenchRow => {
    const goal = peer.isFloor ? `${peer.factor} × ${peer.name}` : `within ${peer.factor} × of ${peer.name}`;
    const run = peer.prepare();
    if (!run) return { what: goalText(peer, ''), goal, measured: 'not on this machine', met: null };
    const ratios: number[] = [];
    let version = '';
    for (let round = 0; round < ROUNDS; round++) {
      const ours = speedOf(sampleReplay(replay, round));
      const sample = run();
      version = sample.version ? ` ${sample.version}` : '';
      own.push(ours);
      ratios.push(peer.isFloor ? ours / speedOf(sample) : speedOf(sample) / ours);
    }
    const ratio = median(ratios);
    return {
      what: goalText(peer, version),
      goal,
      measured: `${ratio.toFixed(1)} ×`,
      met: peer.isFloor ? ratio >= peer.factor : ratio <= peer.factor,
    };
  });
  return [
    {
      what: 'M/M/4 at 80 %, requests per second of processor time',
      goal: '',
      measured: own.length > 0 ? `${(median(own) / 1e6).toFixed(1)} million` : 'not measured',
      met: null,
    },
    ...rows,
  ];
}

const goalText = ({ name, isFloor }: Peer, version: string): string =>
  isFloor ? `Replay over ${name}${version}` : `Replay behind ${name}`;

const network = {
  stations: [{ id: 'servers', servers: SERVERS }],
  streams: [
    {
      id: 'customers',
      arrivals: { kind: 'renewal' as const, rate: RATE, law: { kind: 'exponential' as const, mean: 1 } },
      route: [{ kind: 'visit' as const, station: 0, service: { kind: 'exponential' as const, mean: 1 } }],
    },
  ],
};

function sampleReplay(replay: Replay, repetition: number): Sample {
  const began = process.cpuUsage();
  replay.start(1, 0, repetition);
  while (!replay.advance(50_000));
  const { user, system } = process.cpuUsage(began);
  const { counts } = replay.core.measures;
  return {
    customers: counts[COUNT.answered]!,
    seconds: (user + system) / 1e6,
    wait: counts[COUNT.wait]! / counts[COUNT.answered]!,
  };
}

/** Customers per second; throws where the sample is of another queue. */
function speedOf({ customers, seconds, wait }: Sample): number {
  if (Math.abs(wait / MEAN_WAIT - 1) > 0.2)
    throw new Error(`Expected a mean wait near ${MEAN_WAIT}, got ${wait}: another queue was simulated.`);
  return customers / seconds;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;
const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

function prepareSimPy(): (() => Sample) | undefined {
  const run = () =>
    JSON.parse(
      execFileSync('/usr/bin/python3', [beside('mm4-simpy.py'), '100000'], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    ) as Sample;
  return works(run) ? run : undefined;
}

function prepareRecursion(): (() => Sample) | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const program = join(folder, 'mm4');
  const compile = () =>
    execFileSync('gcc', ['-O2', beside('mm4.c'), '-o', program, '-lm'], { stdio: 'ignore' });
  if (!works(compile)) return undefined;
  return () => JSON.parse(execFileSync(program, ['10000000'], { encoding: 'utf8' })) as Sample;
}

const works = (attempt: () => unknown): boolean => {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
};

/** What we use of simjs, which has no types and looks for a page to put itself into. */
interface SimJs {
  Sim: new () => { time(): number; addEntity(kind: unknown): void; simulate(until: number): void };
  Entity: new () => SimJsEntity;
  Facility: new (name: string, discipline: unknown, servers: number) => unknown;
  Random: new (seed: number) => { exponential(rate: number): number };
}

interface SimJsEntity {
  time(): number;
  setTimer(duration: number): { done(callback: () => void): void };
  useFacility(facility: unknown, duration: number): { done(callback: () => void): void };
}

/** Only where somebody put it: `npm install --no-save simjs`. */
function prepareSimJs(): (() => Sample) | undefined {
  const scope = globalThis as { window?: unknown; Sim?: SimJs };
  const before = scope.window;
  scope.window = globalThis;
  const found = works(() => createRequire(join(process.cwd(), 'package.json'))('simjs'));
  scope.window = before;
  const library = scope.Sim;
  return found && library ? () => sampleSimJs(library) : undefined;
}

function sampleSimJs({ Sim, Entity, Facility, Random }: SimJs): Sample {
  const customers = 200_000;
  const random = new Random(1);
  const facility = new Facility('servers', undefined, SERVERS);
  let served = 0;
  let waits = 0;
  class Source extends Entity {
    start(): void {
      const arrived = this.time();
      const service = random.exponential(1);
      this.useFacility(facility, service).done(() => {
        served += 1;
        waits += this.time() - arrived - service;
      });
      this.setTimer(random.exponential(RATE)).done(() => this.start());
    }
  }
  const sim = new Sim();
  sim.addEntity(Source);
  const began = process.cpuUsage();
  sim.simulate(customers / RATE);
  const { user, system } = process.cpuUsage(began);
  return { customers: served, seconds: (user + system) / 1e6, wait: waits / served, version: '2' };
}

if (import.meta.main) for (const row of await benchReplay()) console.log(row);
