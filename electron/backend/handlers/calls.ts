import {
  implement,
  ORPCError,
  ValidationError,
  type ImplementerInternalWithMiddlewares,
  type Router,
} from '@orpc/server';
import { contract, type Contract } from '#shared/contract/contract.ts';
import { callErrors } from '#shared/contract/errors.ts';
import { pathFromIssue } from '#shared/domain/path.ts';
import type { Problem } from '#shared/domain/problem.ts';
import type { BugReports } from '../bug-reports.ts';
import { isCancelled, Unavailable, UserProblem } from '../problems.ts';
import { asStorageProblem } from '../storage/storage-problems.ts';
import { whenFree } from '../storage/when-free.ts';

/** Handlers get all they need when they are made; calls carry no context. */
type NoContext = Record<never, never>;
export type Calls = ImplementerInternalWithMiddlewares<Contract, NoContext, NoContext>;
export type BackendRouter = Router<Contract, NoContext>;

/** The contract, ready to be given its handlers; whatever they throw leaves as one of its errors. */
export function createCalls(bugs: BugReports): Calls {
  return implement(contract).use(async ({ next, path, signal }, input) => {
    const translate = (error: unknown) => toCallError(error, { where: path.join('.'), input, bugs, signal });
    try {
      const result = await whenFree(async () => next(), { signal });
      return isIterator(result.output)
        ? { ...result, output: translateErrors(result.output, translate) }
        : result;
    } catch (error) {
      throw translate(error);
    }
  });
}

interface Circumstances {
  where: string;
  input: unknown;
  bugs: BugReports;
  signal: AbortSignal | undefined;
}

function toCallError(thrown: unknown, { where, input, bugs, signal }: Circumstances): Error {
  const error = asStorageProblem(thrown);
  if (signal?.aborted || isCancelled(error)) {
    return callError('cancelled', 'Cancelled.', {});
  }
  if (error instanceof UserProblem) {
    return callError('userProblem', error.message, { code: error.code, problems: error.problems });
  }
  if (error instanceof Unavailable) return callError('unavailable', error.message, { code: error.code });
  const problems = inputProblems(error, input);
  if (problems) {
    const problem = new UserProblem('input-invalid', problems);
    return callError('userProblem', problem.message, { code: problem.code, problems });
  }
  const code = bugs.report(error, where);
  const cause = error instanceof Error ? error.message : String(error);
  return callError('bug', `This is a fault in Headroom (${code}). Details are in ${bugs.file}.`, {
    code,
    cause,
  });
}

function callError(code: keyof typeof callErrors, message: string, data: object): Error {
  return new ORPCError(code, { defined: true, status: callErrors[code].status, message, data });
}

/** What was wrong with the input of a call, by path; undefined when something else went wrong. */
function inputProblems(error: unknown, input: unknown): Problem[] | undefined {
  if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST') return undefined;
  if (!(error.cause instanceof ValidationError)) return undefined;
  return error.cause.issues.map((issue) => {
    const keys = (issue.path ?? []).map((part) => (typeof part === 'object' ? part.key : part));
    const isInPlan = keys[0] === 'plan' && keys.length > 1;
    const path = isInPlan
      ? pathFromIssue((input as { plan: unknown }).plan, keys.slice(1))
      : pathFromIssue(input, keys);
    return { path, message: issue.message };
  });
}

const isIterator = (value: unknown): value is AsyncIterator<unknown, unknown> & AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

async function* translateErrors(source: AsyncIterable<unknown>, translate: (error: unknown) => Error) {
  try {
    yield* source;
  } catch (error) {
    throw translate(error);
  }
}
