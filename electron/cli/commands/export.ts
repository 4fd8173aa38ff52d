import { Option } from 'commander';
import { UserProblem } from '#backend/problems.ts';
import { findPlan, findRun, findScenario } from '../find-plan.ts';
import { parseWhole } from '../parse-number.ts';
import type { AddCommand } from '../add-command.ts';
import { withSession, type CommonOptions, type Session } from '../session.ts';
import { verdictCsv } from '../verdict-csv.ts';
import { writeOut } from '../write-out.ts';

const FORMATS = ['headroom', 'csv', 'openslo', 'ics'] as const;

interface ExportOptions extends CommonOptions {
  format: (typeof FORMATS)[number];
  series?: number;
  run?: string;
  scenario?: string;
  out?: string;
}

export const addExport: AddCommand = (program, invocation) => {
  program
    .command('export <plan>')
    .description('write a plan, its verdict or its history in an open format')
    .addOption(
      new Option('--format <format>', 'headroom: the plan file; csv: the verdict, or a series')
        .choices(FORMATS)
        .default('headroom'),
    )
    .option('--series <id>', 'csv: the samples of this series', parseWhole(1))
    .option('--run <run>', 'csv: the verdict of this run (default: the newest)')
    .option('--scenario <name>', 'csv: the newest run of this scenario')
    .option('--out <file>', 'write to this file (default: standard output)')
    .action((plan: string, options: ExportOptions) =>
      withSession(options, invocation, (session) => exportPlan(session, plan, options)),
    );
};

async function exportPlan(session: Session, word: string, options: ExportOptions): Promise<void> {
  const { format, out } = options;
  const { plan } = await findPlan(session, word);
  const text = await content(session, plan.id, options);
  if (out !== undefined) {
    const file = await writeOut(out, text);
    session.print({ plan: plan.id, format, file }, () => `${file}: written.`);
  } else if (options.json) session.print({ plan: plan.id, format, text }, () => '');
  else process.stdout.write(text);
}

async function content(
  session: Session,
  plan: string,
  { format, series, ...choice }: ExportOptions,
): Promise<string> {
  if (format === 'headroom') return (await session.client.plans.exportFile({ plan })).text;
  if (format !== 'csv') {
    throw new UserProblem(
      'format-missing',
      `Export as ${format} is not there yet. Expected "headroom" or "csv".`,
    );
  }
  if (series !== undefined) {
    const { file } = await session.client.history.exportSeries({ series });
    return new TextDecoder().decode(await file.arrayBuffer());
  }
  return verdictCsv(await chooseVerdict(session, plan, choice));
}

async function chooseVerdict(
  session: Session,
  plan: string,
  { run, scenario }: Pick<ExportOptions, 'run' | 'scenario'>,
) {
  const { client } = session;
  if (run !== undefined) return (await client.runs.get({ run: (await findRun(session, run)).id })).verdict;
  const { plan: document } = await client.plans.get({ plan });
  const { result, stale } = await client.runs.latest({ plan, scenario: findScenario(document, scenario) });
  if (!result)
    throw new UserProblem(
      'run-not-found',
      `"${document.name}" was not simulated yet: headroom simulate ${plan}.`,
    );
  if (stale) session.say('The plan changed since this run.');
  return result.verdict;
}
