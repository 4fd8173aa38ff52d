import { APPROXIMATIONS, errorBound } from '../../queueing/known-results/approximations.ts';
import { CLOSED_FORMS } from '../../queueing/known-results/closed-forms.ts';
import { type Answer, solveKnown } from '../../queueing/known-results/known-model.ts';
import type { KnownResult } from '../../queueing/known-results/known-result.ts';
import type { Estimate } from '../replay-result.ts';
import { type Effort, NO_NETWORK, type Replayed, replayKnown } from './known-replay.ts';
import { KNOWN_REPLAYS } from './known-replays.ts';

/** A known result beside what we say. */
export interface CheckedResult {
  id: string;
  model: string;
  quantity: string;
  kind: KnownResult['kind'];
  expected: number;
  tolerance: number;
  toleranceKind: KnownResult['tolerance_kind'];
  closedForm?: Checked;
  /** `bound` is the relative error that was measured for it at most; none where that was not measured. */
  approximation?: Checked & { bound?: number };
  simulated?: Estimate & { ok: boolean };
  /** Everything there is agrees, and there is something. */
  ok: boolean;
  /** Why something that could be is not there. */
  notes: string[];
}

interface Checked {
  value: number;
  /** Relative; of a closed form absolute where its tolerance is. */
  error: number;
  ok: boolean;
}

/** What the replay simulates for it; absent: nothing. */
export interface CheckOptions {
  replay?: Pick<Effort, 'seed' | 'requests' | 'repetitions'> | undefined;
}

/** Results of one model with one set of parameters: solved, and simulated, once. */
export type ResultGroup = readonly [KnownResult, ...KnownResult[]];

export function groupResults(results: readonly KnownResult[]): ResultGroup[] {
  const groups = new Map<string, [KnownResult, ...KnownResult[]]>();
  for (const result of results) {
    const key = JSON.stringify([result.model, result.params]);
    const group = groups.get(key);
    if (group) group.push(result);
    else groups.set(key, [result]);
  }
  return [...groups.values()];
}

/** Closed form, approximation and replay for each result of the group, in its order. */
export function checkGroup(group: ResultGroup, { replay }: CheckOptions): CheckedResult[] {
  const quantities = group.map(({ quantity }) => quantity);
  const exact = solveKnown(CLOSED_FORMS, group[0]);
  const approximate = solveKnown(APPROXIMATIONS, group[0]);
  const simulate = replay && replayKnown(KNOWN_REPLAYS, group[0], quantities, replay);
  return group.map((result) =>
    checkResult(result, exact(result.quantity), approximate(result.quantity), simulate?.(result.quantity)),
  );
}

function checkResult(
  result: KnownResult,
  exact: Answer,
  approximate: Answer,
  replayed: Replayed | undefined,
): CheckedResult {
  const { id, model, quantity, kind, value: expected, tolerance, tolerance_kind: toleranceKind } = result;
  const closedForm = 'value' in exact ? againstTolerance(result, exact.value) : undefined;
  const approximation = 'value' in approximate ? againstBound(result, approximate.value) : undefined;
  const simulated =
    replayed && 'estimate' in replayed ? againstInterval(result, replayed.estimate) : undefined;
  const notes: string[] = [];
  if (!closedForm && !approximation && 'reason' in exact) notes.push(exact.reason);
  if (replayed && 'reason' in replayed && replayed.reason !== NO_NETWORK)
    notes.push(`replay: ${replayed.reason}`);
  const checks = [closedForm, approximation, simulated].flatMap((check) => check ?? []);
  return {
    id,
    model,
    quantity,
    kind,
    expected,
    tolerance,
    toleranceKind,
    ...(closedForm && { closedForm }),
    ...(approximation && { approximation }),
    ...(simulated && { simulated }),
    ok: checks.length > 0 && checks.every((check) => check.ok),
    notes,
  };
}

/** A simulated value's tolerance is half of its 99 % interval; one in a hundred lies outside by chance, so 99.99 % are allowed. */
const SIMULATED_ALLOWANCE = 4.53 / 2.76; // Student's t with the 29 degrees of freedom of 30 repetitions

function againstTolerance(result: KnownResult, value: number): Checked {
  const allowed = absoluteTolerance(result) * (result.kind === 'simulated' ? SIMULATED_ALLOWANCE : 1);
  const isAbsolute = result.tolerance_kind === 'abs';
  return {
    value,
    error: isAbsolute ? value - result.value : relativeError(result, value),
    ok: value === result.value || Math.abs(value - result.value) <= allowed,
  };
}

function againstBound(result: KnownResult, value: number): Checked & { bound?: number } {
  const error = relativeError(result, value);
  const bound = errorBound(result);
  if (bound === undefined) return { value, error, ok: true };
  return {
    value,
    error,
    bound,
    ok: Math.abs(value - result.value) <= bound * Math.abs(result.value) + absoluteTolerance(result),
  };
}

/** Of two simulated values the difference is judged, whose spread is that of both. */
function againstInterval(result: KnownResult, estimate: Estimate): Estimate & { ok: boolean } {
  const { value, low, high } = estimate;
  const half = (high - low) / 2;
  const other = result.kind === 'simulated' ? absoluteTolerance(result) : 0;
  const ok =
    other > 0
      ? Math.abs(value - result.value) <= Math.hypot(half, other)
      : low <= result.value && result.value <= high;
  return { value, low, high, ok };
}

const absoluteTolerance = ({ value, tolerance, tolerance_kind }: KnownResult): number =>
  tolerance_kind === 'abs' ? tolerance : tolerance * Math.abs(value);

const relativeError = ({ value: expected }: KnownResult, value: number): number =>
  expected === 0 ? value : value === expected ? 0 : value / expected - 1;
