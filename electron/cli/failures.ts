import { ORPCError } from '@orpc/server';
import type { Problem } from '#shared/domain/problem.ts';
import { isCancelled, Unavailable, UserProblem } from '#backend/problems.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

export interface Failure {
  code: ExitCode;
  /** For people, on standard error; empty when there is nothing to say. */
  message: string;
  /** For programs, with `--json`. */
  document?: { error: { kind: string; code: string; message: string; problems: Problem[] } };
}

/** What to print and to end with, for whatever a command threw. */
export function describeFailure(error: unknown): Failure {
  if (isCancelled(error) || (error instanceof ORPCError && error.code === 'cancelled')) {
    return { code: EXIT.interrupted, message: 'Stopped. Nothing was left half-done.' };
  }
  if (error instanceof UserProblem) return userProblem(error.code, error.problems);
  if (error instanceof Unavailable) return fail(EXIT.badInput, 'unavailable', error.code, error.message);
  if (error instanceof ORPCError) return fromCall(error);
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return fail(EXIT.bug, 'bug', 'BUG-cli', `This is a fault in Headroom (BUG-cli).\n${text}`);
}

function fromCall({ code, message, data }: ORPCError<string, unknown>): Failure {
  const facts = (data ?? {}) as { code?: string; problems?: Problem[] };
  if (code === 'userProblem') return userProblem(facts.code ?? code, facts.problems ?? []);
  if (code === 'unavailable') return fail(EXIT.badInput, code, facts.code ?? code, message);
  return fail(EXIT.bug, 'bug', facts.code ?? code, message);
}

function userProblem(code: string, problems: Problem[]): Failure {
  const message = problems.map(({ path, message: text }) => (path ? `${path}: ${text}` : text)).join('\n');
  return fail(EXIT.badInput, 'userProblem', code, message, problems);
}

function fail(
  exit: ExitCode,
  kind: string,
  code: string,
  message: string,
  problems: Problem[] = [],
): Failure {
  return { code: exit, message, document: { error: { kind, code, message, problems } } };
}
