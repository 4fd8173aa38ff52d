import type { z } from 'zod';
import { planSchema, type Plan } from './plan.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** More mistakes than this are told without looking for what lies behind them. */
const MOST_ISSUES = 30;

/**
 * The plan with stand-ins where a value cannot be read, so that what its other parts say of each other
 * can be checked in the same breath. Undefined where none can be found.
 */
export function mendPlan(
  json: unknown,
  issues: readonly Issue[],
): { plan: Plan; mended: Path[] } | undefined {
  if (issues.length > MOST_ISSUES) return undefined;
  let current = json;
  const mended: Path[] = [];
  for (const issue of issues) {
    const next = standIns(issue)
      .map((value) =>
        issue.code === 'unrecognized_keys' ? without(current, issue) : withValue(current, issue.path, value),
      )
      .find((candidate) => !isStillWrong(candidate, issue.path));
    if (next === undefined) return undefined;
    if (issue.code !== 'unrecognized_keys') mended.push(issue.path);
    current = next;
  }
  const parsed = planSchema.safeParse(current);
  return parsed.success ? { plan: parsed.data, mended } : undefined;
}

/** Values a field might take: none, its limit, and one of every kind there is. */
function standIns(issue: Issue): unknown[] {
  if (issue.code === 'unrecognized_keys') return [undefined];
  const limits =
    issue.code === 'too_small' ? [issue.minimum] : issue.code === 'too_big' ? [issue.maximum] : [];
  return [
    undefined,
    ...limits,
    1,
    0,
    0.5,
    100,
    'x',
    'UTC',
    '2027-01-01',
    '2027-01-01T00:00',
    '00:00',
    [],
    {},
    false,
  ];
}

function isStillWrong(json: unknown, path: Path): boolean {
  const parsed = planSchema.safeParse(json);
  return !parsed.success && parsed.error.issues.some((issue) => isAtOrBelow(issue.path, path));
}

const isAtOrBelow = (path: Path, other: Path): boolean => other.every((key, index) => path[index] === key);

/** A copy with the value at the path; undefined takes the field out. */
function withValue(node: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(node))
    return node.map((item, index) => (index === key ? withValue(item, rest, value) : item));
  const object: Record<PropertyKey, unknown> = typeof node === 'object' && node !== null ? { ...node } : {};
  if (value === undefined && rest.length === 0) delete object[key];
  else object[key] = withValue(object[key], rest, value);
  return object;
}

function without(json: unknown, { path, keys }: Extract<Issue, { code: 'unrecognized_keys' }>): unknown {
  return keys.reduce((node, key) => withValue(node, [...path, key], undefined), json);
}
