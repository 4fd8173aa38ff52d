import { z } from 'zod';
import { problemSchema } from '../domain/problem.ts';

/**
 * Every call may fail in four ways, each with its own fate: `userProblem` is shown where it happened,
 * `cancelled` says nothing, `unavailable` offers to try again, `bug` is reported with code and cause.
 */
export const callErrors = {
  userProblem: {
    status: 422,
    data: z.object({ code: z.string(), problems: z.array(problemSchema) }),
  },
  cancelled: { status: 499, data: z.object({}) },
  unavailable: { status: 503, data: z.object({ code: z.string() }) },
  bug: { status: 500, data: z.object({ code: z.string(), cause: z.string() }) },
} as const;
