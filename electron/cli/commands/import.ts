import { existsSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { isTimeZone } from '#shared/domain/plan-problems.ts';
import { issueMessage } from '#shared/domain/issue-message.ts';
import { pathFromIssue } from '#shared/domain/path.ts';
import type { ImportReport } from '#shared/history/import-report.ts';
import { mappingHintsSchema, type MappingHints } from '#shared/history/mapping.ts';
import { UserProblem } from '#backend/problems.ts';
import { EXIT } from '../exit-codes.ts';
import { describeFailure, type Failure } from '../failures.ts';
import { findPlanOrOnly, readTextFile } from '../find-plan.ts';
import { formatImport, importProgress } from '../import-text.ts';
import type { AddCommand } from '../add-command.ts';
import { createProgressLine } from '../progress-line.ts';
import { withSession, type CommonOptions, type Session } from '../session.ts';

interface ImportOptions extends CommonOptions {
  plan?: string;
  mapping?: string;
  timezone?: string;
  dryRun?: boolean;
}

export const addImport: AddCommand = (program, invocation) => {
  program
    .command('import <file...>')
    .description('import metric CSVs into the history of a plan')
    .option('--plan <plan>', 'the plan they belong to (not needed where there is only one)')
    .option('--mapping <file>', 'JSON that says how to read them, instead of detecting it')
    .option('--timezone <zone>', 'the zone of times that name none, such as Europe/Berlin', parseZone)
    .option('--dry-run', 'report what would be imported, store nothing')
    .action((files: string[], options: ImportOptions) =>
      withSession(options, invocation, (session) => importFiles(session, files, options)),
    );
};

type Outcome = ImportReport | ({ file: string } & NonNullable<Failure['document']>);

/** A file that cannot be read does not keep the others out. */
async function importFiles(session: Session, files: string[], options: ImportOptions): Promise<void> {
  const mapping = options.mapping === undefined ? undefined : await readMapping(options.mapping);
  const { plan } = await findPlanOrOnly(session, options.plan);
  const outcomes: Outcome[] = [];
  for (const file of files) {
    try {
      outcomes.push(await importOne(session, file, plan.id, mapping, options));
    } catch (error) {
      const failure = describeFailure(error);
      if (session.signal.aborted || failure.code === EXIT.bug || !failure.document) throw error;
      session.finish(failure.code);
      // Messages of an import begin with the file's name where they name it themselves.
      const isNamed =
        failure.message.startsWith(basename(file)) || failure.message.startsWith(`"${basename(file)}"`);
      process.stderr.write(`${isNamed ? '' : `${file}: `}${failure.message}\n`);
      outcomes.push({ file, ...failure.document });
    }
  }
  const reports = outcomes.filter((outcome): outcome is ImportReport => !('error' in outcome));
  if (reports.length === 0 && !session.options.json) return;
  session.print(outcomes, () =>
    reports.map((report) => formatImport(report, options.dryRun ?? false)).join('\n\n'),
  );
}

async function importOne(
  { client, signal, stagePath, options: { quiet } }: Session,
  file: string,
  plan: string,
  mapping: MappingHints | undefined,
  { timezone, dryRun }: ImportOptions,
): Promise<ImportReport> {
  const path = resolve(file);
  if (!existsSync(path)) throw new UserProblem('file-not-found', 'There is no such file. Check the path.');
  if (!statSync(path).isFile()) throw new UserProblem('not-a-file', 'This is not a file. Expected a CSV.');
  const bar = createProgressLine({ quiet });
  try {
    const events = await client.history.import(
      { plan, staged: stagePath(path), mapping, timeZone: timezone, dryRun: dryRun ?? false },
      { signal },
    );
    for await (const event of events) {
      if (event.kind === 'done') return event.report;
      const { share, text } = importProgress(event);
      bar.show(share, `${file}  ${text}`);
    }
  } finally {
    bar.clear();
  }
  throw new Error('The import ended without a report.');
}

async function readMapping(path: string): Promise<MappingHints> {
  let json: unknown;
  try {
    json = JSON.parse(await readTextFile(path));
  } catch (error) {
    if (error instanceof UserProblem) throw error;
    throw new UserProblem('mapping-invalid', `"${path}" is not JSON: ${(error as Error).message}.`);
  }
  const parsed = mappingHintsSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => ({
    path: pathFromIssue(json, issue.path),
    message: issueMessage(issue, json),
  }));
  throw new UserProblem('mapping-invalid', problems);
}

function parseZone(zone: string): string {
  if (isTimeZone(zone)) return zone;
  throw new InvalidArgumentError('Expected an IANA time zone such as "Europe/Berlin" or "UTC".');
}
