import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { checkTable } from '#backend/reference/check-table.ts';
import { UserProblem } from '#backend/problems.ts';
import { systemWords } from '#backend/system-words.ts';
import { type KnownResult, parseKnownResults } from '#shared/queueing/known-results/known-result.ts';
import type { CheckedResult } from '#shared/replay/known-results/check-results.ts';
import { type Summary, summarize } from '#shared/replay/known-results/summary.ts';
import type { AddCommand } from '../add-command.ts';
import { EXIT } from '../exit-codes.ts';
import { parseWhole } from '../parse-number.ts';
import { createProgressLine } from '../progress-line.ts';
import { type ReferenceReport, withForeignTable, withOwnCases } from '../reference-document.ts';
import { referenceText } from '../reference-text.ts';
import { type CommonOptions, createOutput, type Output, RESOURCES } from '../session.ts';
import { refuseUnwritable, writeOut } from '../write-out.ts';

interface ReferenceOptions extends CommonOptions {
  replay: boolean;
  seed: number;
  requests: number;
  workers?: number;
  write?: string;
}

/** Independent repetitions behind each interval. */
const REPETITIONS = 20;
const OWN_TABLE = join(RESOURCES, 'reference', 'known-results.json');

export const addReference: AddCommand = (program, invocation) => {
  program
    .command('reference [file]')
    .description(
      'check exact formulas, approximations and the request-level simulation against a table of known results (without a file: the project’s own)',
    )
    .option('--no-replay', 'formulas only, nothing is simulated')
    .option(
      '--seed <s>',
      'where chance begins: the same seed, the same intervals',
      parseWhole(0, 2 ** 32 - 1),
      1,
    )
    .option(
      '--requests <n>',
      'requests simulated per set of parameters at least',
      parseWhole(1000, 1_000_000_000),
      200_000,
    )
    .option(
      '--workers <w>',
      'parallel workers (default: one per core); the result does not depend on it',
      parseWhole(1, 64),
    )
    .option('--write <file>', 'also write the figures into this Markdown document')
    .action((file: string | undefined, options: ReferenceOptions) =>
      reference(createOutput(options, invocation), file, options),
    );
};

async function reference(output: Output, file: string | undefined, options: ReferenceOptions): Promise<void> {
  await refuseUnwritable(options.write);
  const text = await readTable(file ?? OWN_TABLE);
  const parsed = parseKnownResults(text);
  if (!parsed.ok) throw new UserProblem('not-a-table', parsed.problems);
  const { seed, requests } = options;
  const replay = options.replay ? { seed, requests, repetitions: REPETITIONS } : undefined;
  const results = await checkWithProgress(output, parsed.results, replay, options.workers);
  const summary = summarize(results);
  output.print(documentOf(file, results, summary, replay), () => referenceText(results, summary));
  output.finish(!summary.ok ? EXIT.notMet : summary.uncovered > 0 ? EXIT.badInput : EXIT.met);
  if (options.write === undefined) return;
  const written = await writeDocument(options.write, { results, summary, replay }, file, text);
  output.say(`The figures were written to ${written}.`);
}

async function readTable(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UserProblem('file-not-readable', `"${file}" cannot be read: ${systemWords(error)}.`);
  }
}

async function checkWithProgress(
  { signal, options }: Output,
  results: readonly KnownResult[],
  replay: ReferenceReport['replay'],
  workers: number | undefined,
): Promise<CheckedResult[]> {
  const bar = createProgressLine({ quiet: options.quiet });
  try {
    return await checkTable(results, {
      replay,
      workers,
      signal,
      onProgress: (done) => bar.show(done / results.length, `${done} of ${results.length} cases`),
    });
  } finally {
    bar.clear();
  }
}

async function writeDocument(
  path: string,
  report: ReferenceReport,
  file: string | undefined,
  text: string,
): Promise<string> {
  const before = await readFile(path, 'utf8').catch(() => '');
  if (file === undefined) return writeOut(path, withOwnCases(before, report));
  const table = {
    name: basename(file),
    sha256: createHash('sha256').update(text).digest('hex'),
    checkedOn: new Date().toISOString().slice(0, 10),
  };
  return writeOut(path, withForeignTable(before, report, table));
}

function documentOf(
  file: string | undefined,
  results: readonly CheckedResult[],
  summary: Summary,
  replay: ReferenceReport['replay'],
) {
  return {
    table: file ?? null,
    ...(replay ?? { seed: null, requests: null, repetitions: null }),
    ok: summary.ok,
    closedForms: summary.closedForms,
    simulated: summary.simulated,
    uncovered: summary.uncovered,
    totals: summary.models.map(({ model, cases, closedForms, simulated }) => ({
      model,
      cases,
      closedForm: {
        cases: closedForms.cases,
        inside: closedForms.inside,
        largestDeviation: closedForms.largest,
      },
      approximation: summary.approximations
        .filter((each) => each.model === model)
        .map(({ quantity, cases: count, inside, largest, bound }) => ({
          quantity,
          cases: count,
          inside,
          largestError: largest,
          bound: bound ?? null,
        })),
      simulated,
    })),
    cases: results.map(caseOf),
  };
}

function caseOf({ closedForm, approximation, simulated, notes, toleranceKind, ...result }: CheckedResult) {
  return {
    ...result,
    tolerance_kind: toleranceKind,
    ...(closedForm && { closedForm: closedForm.value }),
    ...(approximation && { approximation: approximation.value, bound: approximation.bound ?? null }),
    ...(simulated && { simulated: { value: simulated.value, low: simulated.low, high: simulated.high } }),
    ...(notes.length > 0 && { notes }),
  };
}
