import { createBlankPlan } from '#shared/domain/blank-plan.ts';
import { toIdentifier } from '#shared/domain/identifier.ts';
import { formatPlanFile, parsePlan, parsePlanFile, type ParsedPlan } from '#shared/domain/plan-file.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { SavedPlan } from '#shared/contract/contract.ts';
import { importSampleHistory } from '../first-start.ts';
import { resolvePlan } from '../resolve-plan.ts';
import { UserProblem } from '../problems.ts';
import { readSamplePlan } from '../sample-plan.ts';
import type { WorkspaceDatabase } from '../storage/database.ts';
import { isSamePlan, type PlanStore } from '../storage/plans.ts';
import type { SampleStore } from '../storage/samples.ts';
import type { BackendRouter, Calls } from './calls.ts';

interface Parts {
  database: WorkspaceDatabase;
  plans: PlanStore;
  samples: SampleStore;
  resourcesFolder: string;
}

export function planHandlers({ plans: calls }: Calls, parts: Parts): BackendRouter['plans'] {
  const { plans, resourcesFolder } = parts;
  return {
    list: calls.list.handler(() => plans.list()),
    get: calls.get.handler(({ input }) => plans.get(input.plan)),
    save: calls.save.handler(({ input }) => {
      const plan = accept(parsePlan(input.plan));
      return { revision: plans.save(plan, input.baseRevision) };
    }),
    create: calls.create.handler(async ({ input, signal }) => {
      const plan = input.from === 'sample' ? readSamplePlan(resourcesFolder) : blankPlan(input.name);
      const saved = createUnderFreeName(plans, input.name ? { ...plan, name: input.name } : plan);
      if (input.from === 'sample') await importSampleHistory({ ...parts, signal }, saved.plan.id);
      return saved;
    }),
    remove: calls.remove.handler(({ input }) => {
      plans.remove(input.plan);
      return {};
    }),
    exportFile: calls.exportFile.handler(({ input }) => {
      const { plan } = plans.get(input.plan);
      return { fileName: `${plan.id}.headroom.json`, text: formatPlanFile(plan) };
    }),
    importFile: calls.importFile.handler(async ({ input }) =>
      importPlan(plans, await acceptFile(input.text), input.replace),
    ),
    impossible: calls.impossible.handler(async ({ input }) => {
      const { findImpossible } = await import('#shared/engine/impossible.ts');
      return findImpossible(resolvePlan(plans.get(input.plan).plan, input.scenario));
    }),
  };
}

/**
 * A plan whose id is free keeps it. One that is already here unchanged is not stored again. Else it
 * becomes the next state of the plan of that id, or, without `replace`, a plan beside it.
 */
function importPlan(plans: PlanStore, plan: Plan, replace: boolean): SavedPlan {
  const present = plans.find(plan.id);
  if (!present) return plans.create(plan);
  if (isSamePlan(present.plan, plan)) return present;
  if (!replace) return createUnderFreeName(plans, plan);
  return { plan, revision: plans.save(plan, present.revision) };
}

/** Stores the plan; where its id or name is taken, under the next free one. */
function createUnderFreeName(plans: PlanStore, plan: Plan): SavedPlan {
  const taken = plans.list();
  const id = taken.some((other) => other.id === plan.id)
    ? toIdentifier(
        plan.id,
        taken.map((other) => other.id),
      )
    : plan.id;
  return plans.create({
    ...plan,
    id,
    name: freeName(
      plan.name,
      taken.map((other) => other.name),
    ),
  });
}

function freeName(name: string, taken: string[]): string {
  if (!taken.includes(name)) return name;
  for (let number = 2; ; number += 1) {
    const candidate = `${name} ${number}`;
    if (!taken.includes(candidate)) return candidate;
  }
}

/** Starts with the next year, in the zone of this machine. */
function blankPlan(name = 'New plan'): Plan {
  const start = `${new Date().getFullYear() + 1}-01-01`;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return createBlankPlan({ id: toIdentifier(name), name, timeZone, start });
}

function accept(parsed: ParsedPlan): Plan {
  if (parsed.ok) return parsed.plan;
  throw new UserProblem('plan-invalid', parsed.problems);
}

/** Says all that is wrong with the file at once, also what would only show when it is simulated. */
async function acceptFile(text: string): Promise<Plan> {
  const parsed = parsePlanFile(text);
  if (parsed.ok) return parsed.plan;
  const { findAllProblems } = await import('#shared/engine/all-problems.ts');
  throw new UserProblem('plan-invalid', isJson(text) ? findAllProblems(JSON.parse(text)) : parsed.problems);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
