import type { Clause, Tier } from '../domain/clause.ts';
import type { BindingComponent } from './binding-component.ts';
import { requiredGoodShare } from './target-rule.ts';
import {
  formatInterval,
  formatNumber,
  formatProbability,
  formatShare,
  startSentence,
} from './number-words.ts';
import type { Cause, TierVerdict } from './verdict-document.ts';
import { formatWindowLong, windowNoun } from './window-label.ts';
import { badEvents, causeWords } from './words.ts';

/** What a verdict says before its reason is put into words. */
export type Findings = Omit<TierVerdict, 'tier' | 'target' | 'reason'>;

export interface ReasonInput {
  clause: Clause;
  tier: Tier;
  replications: number;
  confidence: number;
  findings: Findings;
  causes: { cause: Cause; share: number }[];
  binding: BindingComponent | undefined;
}

/** Why the verdict is what it is, in sentences a planner can paste. */
export function reasonText(input: ReasonInput): string {
  const { windows } = input.findings;
  const sentences = windows.every(({ probability }) => probability === 1)
    ? [unbrokenSentence(input), tightestSentence(input)]
    : [chanceSentence(input), breachSentence(input), causeSentence(input)];
  return [...sentences, accountingSentence(input)].filter((sentence) => sentence !== '').join(' ');
}

function unbrokenSentence({ clause, replications, findings, confidence }: ReasonInput): string {
  const held = `Holds in every ${windowNoun(clause.window)} of all ${formatNumber(replications)} futures.`;
  return findings.verdict === 'unknown'
    ? `${held} ${tooFewSentence(findings, replications, confidence)}`
    : held;
}

function tightestSentence({ clause, tier, findings }: ReasonInput): string {
  const tightest = findings.windows.reduce((least, next) =>
    next.attainment.p5 < least.attainment.p5 ? next : least,
  );
  const required = formatShare(requiredGoodShare(clause, tier));
  if (tightest.attainment.p5 >= 1) return `Nothing falls short in any of them; ${required} is asked for.`;
  const reached = formatAttainment(tightest.attainment.p5);
  return `The tightest is ${formatWindowLong(tightest.window)}: ${reached} in the worst twentieth of futures, ${required} is asked for.`;
}

function chanceSentence({ clause, findings, replications, confidence }: ReasonInput): string {
  const { probability, runway, holdsThroughout } = findings;
  const chance = `Holds in every ${windowNoun(clause.window)} in ${formatProbability(probability)} of futures (${formatInterval(probability)})`;
  if (findings.verdict === 'unknown')
    return `${chance}. ${tooFewSentence(findings, replications, confidence)}`;
  if (holdsThroughout) return `${chance}.`;
  if (runway === null) return `${chance}; the first ${windowNoun(clause.window)} already falls short.`;
  return `${chance}, and until ${formatWindowLong(runway)} with the confidence asked for.`;
}

function tooFewSentence(
  { replicationsToDecide: needed }: Findings,
  replications: number,
  confidence: number,
): string {
  const close = `Against ${formatShare(confidence)} that is too close to call with ${formatNumber(replications)} futures`;
  if (needed === null || needed <= replications) return `${close}.`;
  return `${close}; about ${formatNumber(Number(needed.toPrecision(2)))} would be expected to decide it.`;
}

/** The window in which the promise first slips below the confidence, and the one missed most often. */
function breachSentence({ clause, findings, confidence }: ReasonInput): string {
  const { windows, runway, holdsThroughout } = findings;
  const noun = windowNoun(clause.window);
  const worst = windows.reduce((least, next) => (next.probability < least.probability ? next : least));
  const first = holdsThroughout ? worst : windows[windows.findIndex(({ window }) => window === runway) + 1]!;
  const missed = formatProbability(1 - worst.probability);
  if (first.probability === worst.probability) {
    return `In ${formatWindowLong(first.window)} it is missed in ${missed} of futures, the most of any ${noun}.`;
  }
  const slips = `From ${formatWindowLong(first.window)} on fewer than ${formatShare(confidence)} of futures are unbroken`;
  return `${slips}; ${formatWindowLong(worst.window)}, the worst ${noun}, is missed in ${missed}.`;
}

function causeSentence({ clause, causes, binding }: ReasonInput): string {
  const [main] = causes;
  const because =
    main === undefined
      ? ''
      : `${startSentence(causeWords[main.cause])} ${isPlural(main.cause) ? 'account' : 'accounts'} for ${main.share > 0.9995 ? 'all' : `${formatProbability(main.share)} of the`} ${badEvents(clause)} in missed ${windowNoun(clause.window)}s`;
  if (!binding) return because === '' ? '' : `${because}.`;
  const bound = bindingPhrase(binding, main?.cause);
  return because === '' ? `${startSentence(bound)}.` : `${because}: ${bound}.`;
}

function bindingPhrase({ name, peakUtilization }: BindingComponent, cause: Cause | undefined): string {
  switch (cause) {
    case 'failure':
      return `${name} is expected to be down longest of all on the path`;
    case 'maintenance':
      return `${name} has the longest maintenance on the path`;
    case 'deployment':
      return `${name} is deployed most often of all on the path`;
    case 'dependency':
      return `${name} is the least available service on the path`;
    case 'staffing':
      return `the people at ${name} cannot answer more`;
    default:
      return utilizationPhrase(name, peakUtilization);
  }
}

/** Below this, waiting is short beside service, and no component can be said to bind. */
const BINDS_FROM = 0.7;

function utilizationPhrase(name: string, utilization: number): string {
  const share = formatPercent(utilization);
  if (utilization >= 1) return `in the busiest hour ${name} is offered ${share} of what it can do`;
  if (utilization >= BINDS_FROM) return `${name} binds, at ${share} utilization in the busiest hour`;
  return `no component is full; ${name}, the busiest, is at ${share} utilization in the busiest hour`;
}

function accountingSentence({ findings: { otherAccounting, probability } }: ReasonInput): string {
  if (!otherAccounting || Math.abs(otherAccounting.probability.value - probability.value) < 0.005) return '';
  return `With announced maintenance ${otherAccounting.maintenance} it would hold in ${formatProbability(otherAccounting.probability)} of futures.`;
}

const isPlural = (cause: Cause): boolean => !['load', 'maintenance', 'staffing'].includes(cause);

const formatPercent = (share: number): string => formatShare(Math.round(share * 100) / 100);

/** Attainment rounded down, so that a miss never looks met. */
const formatAttainment = (share: number): string => formatShare(Math.floor(share * 100_000) / 100_000);
