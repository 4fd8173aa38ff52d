import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { BugReports } from './bug-reports.ts';
import { isCancelled } from './problems.ts';
import type { RunJobs } from './run-jobs.ts';
import { readSamplePlan, sampleHistoryFile } from './sample-plan.ts';
import type { WorkspaceDatabase } from './storage/database.ts';
import type { PlanStore } from './storage/plans.ts';
import type { RunStore } from './storage/runs.ts';
import type { SampleStore } from './storage/samples.ts';
import type { SettingStore } from './storage/settings.ts';
import { whenFree } from './storage/when-free.ts';

interface Parts {
  database: WorkspaceDatabase;
  plans: PlanStore;
  runs: RunStore;
  samples: SampleStore;
  settings: SettingStore;
  jobs: RunJobs;
  bugs: BugReports;
  resourcesFolder: string;
  signal: AbortSignal;
}

/** Setting that says a workspace has begun, so that nobody finds a plan again that they removed. */
export const BEGUN = 'workspace.begun';
/** As many futures as a run takes when nobody says otherwise. */
const SAMPLE_RUN = { scenario: 'base', seed: 1, replications: 1000 };

/**
 * Puts the sample plan into a workspace that has just begun. Its history and verdict follow in the
 * background; where that was interrupted, it is taken up again at the next start. Never rejects.
 */
export async function startWithSample(parts: Parts): Promise<void> {
  try {
    const plan = await whenFree(() => beginWithPlan(parts), { signal: parts.signal });
    if (!plan) return;
    await importSampleHistory(parts, plan);
    if (!parts.runs.newest(plan, SAMPLE_RUN.scenario)) {
      await parts.jobs.finish({ plan, ...SAMPLE_RUN }, parts.signal);
    }
    if (!parts.signal.aborted) {
      await whenFree(() => parts.settings.set(BEGUN, { sample: plan, done: true }), { signal: parts.signal });
    }
  } catch (error) {
    if (!parts.signal.aborted && !isCancelled(error)) parts.bugs.report(error, 'first-start');
  }
}

/** Id of the sample plan while there is something left to do for it. */
function beginWithPlan({ plans, settings, resourcesFolder }: Parts): string | undefined {
  const begun = settings.all()[BEGUN] as { sample?: string; done?: boolean } | undefined;
  if (begun?.done === true) return undefined;
  if (begun?.sample) return plans.find(begun.sample)?.plan.id;
  if (plans.list().length > 0) return undefined;
  const { plan } = plans.create(readSamplePlan(resourcesFolder));
  settings.set(BEGUN, { sample: plan.id, done: false });
  return plan.id;
}

export type SampleHistoryParts = Pick<Parts, 'database' | 'plans' | 'samples' | 'resourcesFolder'> & {
  signal?: AbortSignal | undefined;
};

/** Imports the generated requests of the sample where they are at hand and not yet in. */
export async function importSampleHistory(
  { database, plans, samples, resourcesFolder, signal }: SampleHistoryParts,
  plan: string,
): Promise<void> {
  const path = sampleHistoryFile(resourcesFolder);
  if (!existsSync(path) || samples.listImports(plan).length > 0) return;
  const { importFile } = await import('./imports/import-file.ts');
  const planTimeZone = plans.get(plan).plan.timeZone;
  await importFile({ path, name: basename(path), planId: plan, database, planTimeZone, signal });
}
