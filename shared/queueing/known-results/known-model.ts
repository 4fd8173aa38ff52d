import { z } from 'zod';
import { issueMessage } from '../../domain/issue-message.ts';
import type { KnownResult } from './known-result.ts';

/**
 * What a model can be asked. Numbers in a quantity's name are written `#` and handed over as text:
 * `response_p#` gets "95" of `response_p95`.
 */
export type Answers = Record<string, (number: string) => number>;

/** A model of a table of known results: what its parameters must be, and what it answers. */
export interface KnownModel {
  params: z.ZodType;
  solve(params: unknown): Answers;
}

export type KnownModels = Record<string, KnownModel>;

export function knownModel<Params>(
  params: z.ZodType<Params>,
  solve: (params: Params) => Answers,
): KnownModel {
  return { params, solve: (input) => solve(input as Params) };
}

/** A number, or in words why there is none. */
export type Answer = { value: number } | { reason: string };

/** Answers quantities of one model with one set of parameters, solved once. */
export function solveKnown(
  models: KnownModels,
  { model: name, params }: Pick<KnownResult, 'model' | 'params'>,
): (quantity: string) => Answer {
  const model = Object.hasOwn(models, name) ? models[name] : undefined;
  if (!model) return () => ({ reason: `no model "${name}" here` });
  const parsed = model.params.safeParse(params);
  if (!parsed.success) {
    const reason = parsed.error.issues
      .map((issue) => `params/${issue.path.join('/')}: ${issueMessage(issue, params)}`)
      .join(' ');
    return () => ({ reason });
  }
  let answers: Answers | undefined;
  return (quantity) =>
    withoutRangeErrors(() => {
      answers ??= model.solve(parsed.data);
      const answer = answers[quantity.replace(/\d+/, '#')];
      if (!answer) return { reason: `"${name}" has no quantity "${quantity}" here` };
      const value = answer(/\d+/.exec(quantity)?.[0] ?? '');
      return Number.isNaN(value) ? { reason: `"${quantity}" has no value for these parameters` } : { value };
    });
}

/** Our functions refuse what cannot be, such as a queue that never settles, by a RangeError. */
function withoutRangeErrors(answer: () => Answer): Answer {
  try {
    return answer();
  } catch (error) {
    if (error instanceof RangeError) return { reason: error.message };
    throw error;
  }
}

/** "95" of `response_p95` as 0.95, "999" as 0.999. */
export const asPercentile = (digits: string): number => Number(`0.${digits}`);

/** "2" of `mean_wait_class_2` as the position 1; throws a RangeError where there is no such position. */
export function memberOf<Member>(members: readonly Member[], digits: string): Member {
  const member = members[Number(digits) - 1];
  if (member === undefined)
    throw new RangeError(`Expected a number from 1 to ${members.length}, got ${digits}.`);
  return member;
}

export const positive = z.number().positive().finite();
export const notNegative = z.number().min(0).finite();
export const share = z.number().min(0).max(1);
export const count = z.int().min(1);
