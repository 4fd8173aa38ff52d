import { issueMessage } from './issue-message.ts';
import { pathFromIssue } from './path.ts';
import { PLAN_SCHEMA_VERSION, planSchema, type Plan } from './plan.ts';
import { findPlanProblems } from './plan-problems.ts';
import type { Problem } from './problem.ts';

export type ParsedPlan = { ok: true; plan: Plan } | { ok: false; problems: Problem[] };

/** The text of a `*.headroom.json` file: keys in the schema's order, so that differences read well. */
export function formatPlanFile(plan: Plan): string {
  return `${JSON.stringify(planSchema.parse(plan), null, 2)}\n`;
}

/** Reads a plan file. Says everything that is wrong with it, by path. */
export function parsePlanFile(text: string): ParsedPlan {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return refuse(
      '',
      `This is not a plan file: ${jsonProblem(error)}. Expected the JSON of a *.headroom.json file.`,
    );
  }
  return parsePlan(json);
}

/** Checks a plan given as data: its shape by the schema, then what its parts say of each other. */
export function parsePlan(json: unknown): ParsedPlan {
  const version = (json as { schemaVersion?: unknown } | null)?.schemaVersion;
  if (typeof version === 'number' && version > PLAN_SCHEMA_VERSION) {
    return refuse(
      'schemaVersion',
      `The plan was written by a newer Headroom (schema ${version}; this one reads up to ${PLAN_SCHEMA_VERSION}). Update Headroom to open it.`,
    );
  }
  const parsed = planSchema.safeParse(json);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      path: pathFromIssue(json, issue.path),
      message: issueMessage(issue, json),
    }));
    return { ok: false, problems };
  }
  const problems = findPlanProblems(parsed.data);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, plan: parsed.data };
}

const refuse = (path: string, message: string): ParsedPlan => ({ ok: false, problems: [{ path, message }] });

/** Where the text stops being JSON; what an engine quotes of a file that is none helps nobody. */
function jsonProblem(error: unknown): string {
  const { message } = error as Error;
  if (message.includes('(line ')) return message;
  return message.includes('end of JSON') ? 'it ends too early' : 'it holds no JSON';
}
