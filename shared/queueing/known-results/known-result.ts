import { z } from 'zod';
import { issueMessage } from '../../domain/issue-message.ts';
import type { Problem } from '../../domain/problem.ts';

/** One line of a table of known results. */
const knownResultSchema = z.object({
  id: z.string().min(1),
  model: z.string().min(1),
  /** Names and kinds depend on the model. */
  params: z.record(z.string(), z.unknown()),
  quantity: z.string().min(1),
  value: z.number(),
  /** What a correct implementation may be off by; for a simulated value, half of its 99 % interval. */
  tolerance: z.number().min(0),
  tolerance_kind: z.enum(['rel', 'abs']),
  kind: z.enum(['exact', 'simulated']).default('exact'),
  source: z.string().optional(),
});
export type KnownResult = z.infer<typeof knownResultSchema>;

export type ParsedTable = { ok: true; results: KnownResult[] } | { ok: false; problems: Problem[] };

/** Reads a table of known results: a JSON list. Says everything that is wrong with it, by path. */
export function parseKnownResults(text: string): ParsedTable {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refuse('Expected a table of known results, a JSON list of cases; this is no JSON.');
  }
  if (!Array.isArray(json)) return refuse('Expected a table of known results: a JSON list of cases.');
  if (json.length === 0) return refuse('The table has no cases. Expected at least one.');
  const parsed = z.array(knownResultSchema).safeParse(json);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      path: pathOf(json, issue.path),
      message: issueMessage(issue, json),
    }));
    return { ok: false, problems };
  }
  const seen = new Set<string>();
  const repeated = parsed.data.filter(({ id }) => seen.size === seen.add(id).size);
  if (repeated.length === 0) return { ok: true, results: parsed.data };
  return {
    ok: false,
    problems: repeated.map(({ id }) => ({
      path: id,
      message: 'The id is there twice. Expected one per case.',
    })),
  };
}

const refuse = (message: string): ParsedTable => ({ ok: false, problems: [{ path: '', message }] });

/** `mmc-001/tolerance`, or the case's position where it has no id. */
function pathOf(json: unknown[], path: readonly PropertyKey[]): string {
  const [position, ...rest] = path;
  const id = (json[position as number] as { id?: unknown } | null)?.id;
  return [typeof id === 'string' ? id : `case ${Number(position) + 1}`, ...rest].join('/');
}
