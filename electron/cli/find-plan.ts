import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { SavedPlan } from '#shared/contract/contract.ts';
import type { RunRecord } from '#shared/contract/run-records.ts';
import { BASE_SCENARIO } from '#shared/domain/scenario.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { UserProblem } from '#backend/problems.ts';
import { systemWords } from '#backend/system-words.ts';
import type { Session } from './session.ts';

/**
 * The plan a word on the command line means: its id or name in the workspace, or the path of a plan
 * file, which is read into the workspace first and becomes the next state of the plan of that id.
 */
export async function findPlan(session: Session, word: string): Promise<SavedPlan> {
  if (/\.json$/i.test(word)) return readPlanFile(session, word);
  const { client } = session;
  const plans = await client.plans.list();
  const found = plans.filter(({ id, name }) => id === word || name.toLowerCase() === word.toLowerCase());
  const exact = found.find(({ id }) => id === word) ?? found[0];
  if (exact) return client.plans.get({ plan: exact.id });
  if (existsSync(word)) return readPlanFile(session, word);
  throw new UserProblem('plan-not-found', `There is no plan "${word}" in this workspace. ${choices(plans)}`);
}

/** The plan given, or the only one there is; with none yet, a blank one is begun. */
export async function findPlanOrOnly(session: Session, word: string | undefined): Promise<SavedPlan> {
  if (word !== undefined) return findPlan(session, word);
  const { client } = session;
  const plans = await client.plans.list();
  if (plans.length === 1) return client.plans.get({ plan: plans[0]!.id });
  if (plans.length === 0) {
    const saved = await client.plans.create({ from: 'blank', name: 'My plan' });
    session.say(`The workspace had no plan; "${saved.plan.name}" was begun.`);
    return saved;
  }
  throw new UserProblem('plan-ambiguous', `Say which plan with --plan. ${choices(plans)}`);
}

/** The scenario's id, given its id or name. */
export function findScenario(plan: Plan, word: string | undefined): string {
  const scenarios = [{ id: BASE_SCENARIO, name: plan.baseScenarioName }, ...plan.scenarios];
  if (word === undefined) return BASE_SCENARIO;
  const found = scenarios.find(({ id, name }) => id === word || name.toLowerCase() === word.toLowerCase());
  if (found) return found.id;
  const names = scenarios.map(({ id, name }) => `${id} ("${name}")`).join(', ');
  throw new UserProblem(
    'scenario-not-found',
    `"${plan.name}" has no scenario "${word}". Expected one of: ${names}.`,
  );
}

/** The stored run of that id, or whose id or input hash begins so, if only one does. */
export async function findRun({ client }: Session, word: string): Promise<RunRecord> {
  const plans = await client.plans.list();
  const runs = (await Promise.all(plans.map(({ id }) => client.runs.list({ plan: id })))).flat();
  const begins = (text: string) => word.length >= 4 && text.startsWith(word);
  const found = runs.filter(
    ({ id, inputHash }) => begins(id) || begins(inputHash) || begins(inputHash.replace('sha256:', '')),
  );
  if (found.length === 1) return found[0]!;
  throw new UserProblem(
    'run-not-found',
    found.length > 1
      ? `${found.length} runs begin with "${word}". Give more of it: ${found.map(({ id }) => id).join(', ')}.`
      : `There is no run "${word}" in this workspace. ${choicesOfRuns(runs)}`,
  );
}

async function readPlanFile({ client, say }: Session, path: string): Promise<SavedPlan> {
  const text = await readTextFile(path);
  const saved = await client.plans.importFile({ text, replace: true }).catch(nameFile(path));
  say(`"${saved.plan.name}" was read from ${path} (state ${saved.revision} in the workspace).`);
  return saved;
}

/** Says which file is wrong before what is wrong in it. */
export const nameFile =
  (path: string) =>
  (error: unknown): never => {
    const { code, problems } = ((error as { data?: unknown }).data ?? {}) as Partial<UserProblem>;
    if (code !== 'plan-invalid' || !problems) throw error;
    const message = `"${path}" is not a valid plan; nothing was stored. Correct this in it and try again:`;
    throw new UserProblem(code, [{ path: '', message }, ...problems]);
  };

/** Throws `file-not-found`. */
export async function readTextFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new UserProblem(
      'file-not-found',
      `"${path}" cannot be read: ${systemWords(error)}. Check the path.`,
    );
  }
}

const SHOWN_RUNS = 5;

function choicesOfRuns(runs: RunRecord[]): string {
  if (runs.length === 0) return 'It has none yet: "headroom simulate" makes one.';
  const newest = runs.toSorted((a, b) => b.finishedAt.localeCompare(a.finishedAt)).slice(0, SHOWN_RUNS);
  return `Its newest: ${newest.map(({ id, plan, scenario }) => `${id} (${plan}, ${scenario})`).join(', ')}.`;
}

function choices(plans: { id: string; name: string }[]): string {
  if (plans.length === 0) return 'It has none yet: "headroom init --sample" brings one.';
  return `It has: ${plans.map(({ id, name }) => `${id} ("${name}")`).join(', ')}.`;
}
