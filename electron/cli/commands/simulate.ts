import type { Tier } from '#shared/domain/clause.ts';
import { findPlan, findScenario } from '../find-plan.ts';
import { parseWhole } from '../parse-number.ts';
import type { AddCommand } from '../add-command.ts';
import { runSimulation } from '../run-simulation.ts';
import { withSession, type CommonOptions, type Session } from '../session.ts';
import { printVerdict, tierOption } from '../verdict-output.ts';
import { refuseUnwritable, writeOut } from '../write-out.ts';

interface SimulateOptions extends CommonOptions {
  scenario?: string;
  replications: number;
  seed: number;
  workers?: number;
  out?: string;
  tier: Tier;
}

export const addSimulate: AddCommand = (program, invocation) => {
  program
    .command('simulate <plan>')
    .description('simulate a plan over its horizon and judge its promises')
    .option('--scenario <name>', 'a scenario of the plan (default: the plan itself)')
    .option('--replications <n>', 'number of futures', parseWhole(1, 100_000), 1000)
    .option(
      '--seed <s>',
      'where chance begins: the same seed, the same futures',
      parseWhole(0, 2 ** 32 - 1),
      1,
    )
    .option(
      '--workers <w>',
      'parallel workers (default: one per core); the result does not depend on it',
      parseWhole(1, 64),
    )
    .option('--out <file>', 'also write the verdict document to this file')
    .addOption(tierOption())
    .action((plan: string, options: SimulateOptions) =>
      withSession(options, invocation, (session) => simulate(session, plan, options)),
    );
};

async function simulate(session: Session, word: string, options: SimulateOptions): Promise<void> {
  await refuseUnwritable(options.out);
  const { plan } = await findPlan(session, word);
  const { replications, seed, workers } = options;
  const scenario = findScenario(plan, options.scenario);
  const result = await runSimulation(session, { plan: plan.id, scenario, replications, seed, workers });
  const document = printVerdict(session, result, options.tier);
  if (options.out === undefined) return;
  const file = await writeOut(options.out, `${JSON.stringify(document, null, 2)}\n`);
  session.say(`The verdict was written to ${file}.`);
}
