import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { planSchema } from '../domain/plan.ts';
import { problemSchema } from '../domain/problem.ts';
import { demandFitSchema } from '../history/demand-fit.ts';
import { importEventSchema, importPreviewSchema, importReportSchema } from '../history/import-report.ts';
import { mappingHintsSchema } from '../history/mapping.ts';
import { seriesSchema } from '../history/series.ts';
import { hourToCheckSchema } from '../verdicts/engines/hours-to-check.ts';
import { binaryFileSchema } from './binary-file.ts';
import { callErrors } from './errors.ts';
import { replayEstimateSchema, replayEventSchema, spanRequestSchema } from './replay-records.ts';
import { finishedRunSchema, runEventSchema, runRecordSchema } from './run-records.ts';

const call = oc.errors(callErrors);

/** A plan with the number of its saved state; saving on top of another state is refused. */
const savedPlanSchema = z.object({ plan: planSchema, revision: z.number().int() });
export type SavedPlan = z.infer<typeof savedPlanSchema>;

const planId = z.object({ plan: z.string() });
const replications = z.number().int().min(1).max(100_000);
const seed = z
  .number()
  .int()
  .min(0)
  .max(2 ** 32 - 1)
  .default(1);
const editedPlan = z.object({ plan: planSchema, scenario: z.string(), seed });

/** Every call, event and error between a page (or the command line) and the backend. */
export const contract = {
  workspace: {
    info: call.output(
      z.object({
        folder: z.string(),
        version: z.string(),
        engineVersion: z.string(),
        host: z.enum(['desktop', 'web', 'cli']),
        cores: z.number().int(),
        /** What happened when the workspace was opened and the user should know, in sentences. */
        notices: z.array(z.string()),
      }),
    ),
    /** Quick check of the database; problems are empty when all is well. */
    check: call.output(z.object({ problems: z.array(z.string()) })),
  },
  settings: {
    get: call.output(z.record(z.string(), z.json())),
    set: call.input(z.object({ key: z.string(), value: z.json() })).output(z.object({})),
  },
  plans: {
    list: call.output(z.array(z.object({ id: z.string(), name: z.string(), changedAt: z.string() }))),
    get: call.input(planId).output(savedPlanSchema),
    /** Checks what the schema cannot say, then stores the next revision. */
    save: call
      .input(z.object({ plan: planSchema, baseRevision: z.number().int() }))
      .output(z.object({ revision: z.number().int() })),
    create: call
      .input(z.object({ from: z.enum(['blank', 'sample']), name: z.string().optional() }))
      .output(savedPlanSchema),
    remove: call.input(planId).output(z.object({})),
    exportFile: call.input(planId).output(z.object({ fileName: z.string(), text: z.string() })),
    /**
     * Where a plan of the same id is here already, a changed one is stored beside it under a free id,
     * or with `replace` as its next state.
     */
    importFile: call
      .input(z.object({ text: z.string(), replace: z.boolean().default(false) }))
      .output(savedPlanSchema),
    /** What cannot be simulated, by path; empty when the plan can be. */
    impossible: call.input(planId.extend({ scenario: z.string() })).output(z.array(problemSchema)),
  },
  history: {
    /** `staged` is what the host's upload (or a dialog) gave for the file. */
    preview: call
      .input(
        z.object({
          staged: z.string(),
          /** Its time zone is that of times that name none, unless `timeZone` says otherwise. */
          plan: z.string().optional(),
          mapping: mappingHintsSchema.optional(),
          timeZone: z.string().optional(),
        }),
      )
      .output(importPreviewSchema),
    import: call
      .input(
        planId.extend({
          staged: z.string(),
          mapping: mappingHintsSchema.optional(),
          timeZone: z.string().optional(),
          /** Reports what would be imported and stores nothing. */
          dryRun: z.boolean().default(false),
        }),
      )
      .output(eventIterator(importEventSchema)),
    imports: call
      .input(planId)
      .output(
        z.array(z.object({ id: z.number().int(), importedAt: z.string(), report: importReportSchema })),
      ),
    remove: call.input(z.object({ importId: z.number().int() })).output(z.object({})),
    series: call.input(planId).output(z.array(seriesSchema)),
    /** At most `points` buckets between the instants (epoch ms), each with mean, least and most. */
    samples: call
      .input(
        z.object({
          series: z.number().int(),
          from: z.number().optional(),
          to: z.number().optional(),
          points: z.number().int().min(10).max(5000).default(1000),
        }),
      )
      .output(
        z.object({
          at: z.array(z.number()),
          mean: z.array(z.number()),
          least: z.array(z.number()),
          most: z.array(z.number()),
        }),
      ),
    /** Every sample of a series as CSV: instant, value. */
    exportSeries: call
      .input(z.object({ series: z.number().int() }))
      .output(z.object({ file: binaryFileSchema })),
    fit: call.input(planId.extend({ series: z.number().int() })).output(demandFitSchema),
    fits: call.input(planId).output(z.array(demandFitSchema)),
  },
  runs: {
    /** Stored under its input hash: the same input answers at once from the store. */
    start: call
      .input(
        planId.extend({
          scenario: z.string().default('base'),
          replications: replications.default(1000),
          seed,
          workers: z.number().int().min(1).max(64).optional(),
        }),
      )
      .output(eventIterator(runEventSchema)),
    /**
     * The plan as it is being edited, stored or not: judged on a few futures, then again and again on more
     * of them. Its end is the full run of that plan, stored under the same identity; of the ends that
     * nobody asked for with `start` the newest few are kept.
     */
    preview: call
      .input(editedPlan.extend({ replications: replications.default(1000) }))
      .output(eventIterator(runEventSchema)),
    /** The first look of a preview alone; nothing is stored. */
    glance: call
      .input(editedPlan.extend({ replications: z.number().int().min(1).max(1000).default(32) }))
      .output(finishedRunSchema.omit({ run: true })),
    list: call.input(planId).output(z.array(runRecordSchema)),
    get: call.input(z.object({ run: z.string() })).output(finishedRunSchema),
    /** The newest run of the scenario, and whether the plan has changed since. */
    latest: call
      .input(planId.extend({ scenario: z.string() }))
      .output(z.object({ result: finishedRunSchema.nullable(), stale: z.boolean() })),
  },
  /** A span of one future, request by request, beside the time-step engine; nothing is stored. */
  replays: {
    /** Hours worth a look; with a component, its busiest first, of all or of one month. */
    hours: call
      .input(
        planId.extend({
          scenario: z.string().default('base'),
          seed,
          component: z.string().optional(),
          month: z.string().optional(),
        }),
      )
      .output(z.array(hourToCheckSchema)),
    estimate: call
      .input(planId.extend({ scenario: z.string().default('base') }).extend(spanRequestSchema.shape))
      .output(replayEstimateSchema),
    run: call
      .input(planId.extend({ scenario: z.string().default('base') }).extend(spanRequestSchema.shape))
      .output(eventIterator(replayEventSchema)),
  },
  proposals: {
    /** Page images of the document as it would be exported, as SVG text. */
    preview: call
      .input(planId.extend({ run: z.string() }))
      .output(z.object({ pages: z.array(z.string()), problems: z.array(z.string()) })),
    render: call.input(planId.extend({ run: z.string() })).output(
      z.object({
        file: binaryFileSchema,
        sha256: z.string(),
        pages: z.number().int(),
        inputHash: z.string(),
        /** What the planner should know of the document, in sentences; empty when all is well. */
        problems: z.array(z.string()),
      }),
    ),
  },
};
export type Contract = typeof contract;
