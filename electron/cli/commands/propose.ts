import type { FinishedRun } from '#shared/contract/run-records.ts';
import { UserProblem } from '#backend/problems.ts';
import { findPlan, findRun, findScenario } from '../find-plan.ts';
import type { AddCommand } from '../add-command.ts';
import { runSimulation } from '../run-simulation.ts';
import { withSession, type CommonOptions, type Session } from '../session.ts';
import { refuseUnwritable, writeOut } from '../write-out.ts';

interface ProposeOptions extends CommonOptions {
  run?: string;
  scenario?: string;
  out: string;
}

export const addPropose: AddCommand = (program, invocation) => {
  program
    .command('propose <plan>')
    .description('write the service-level proposal as PDF')
    .option(
      '--run <run>',
      'the stored run it argues from (default: the newest; simulated anew where the plan changed)',
    )
    .option('--scenario <name>', 'a scenario of the plan (default: the plan itself)')
    .requiredOption('--out <file>', 'the PDF to write')
    .action((plan: string, options: ProposeOptions) =>
      withSession(options, invocation, (session) => propose(session, plan, options)),
    );
};

async function propose(session: Session, word: string, options: ProposeOptions): Promise<void> {
  const { client, signal, print } = session;
  await refuseUnwritable(options.out);
  const { plan } = await findPlan(session, word);
  const run =
    options.run === undefined
      ? (await newestRun(session, plan.id, findScenario(plan, options.scenario))).run
      : await findRun(session, options.run);
  if (run.plan !== plan.id)
    throw new UserProblem('run-of-other-plan', `Run ${run.id} belongs to another plan than "${plan.name}".`);
  const { file, sha256, pages, inputHash, problems } = await client.proposals.render(
    { plan: plan.id, run: run.id },
    { signal },
  );
  problems.forEach(session.say);
  const path = await writeOut(options.out, new Uint8Array(await file.arrayBuffer()));
  print(
    { file: path, sha256, pages, run: run.id, inputHash, problems },
    () => `${path}: ${pages} pages, from run ${run.id}.`,
  );
}

/** The newest run of the plan as it is now; one is simulated when there is none. */
async function newestRun(session: Session, plan: string, scenario: string): Promise<FinishedRun> {
  const { result, stale } = await session.client.runs.latest({ plan, scenario });
  if (result && !stale) return result;
  session.say(
    result
      ? 'The plan changed since its last run: simulating it again.'
      : 'The plan was not simulated yet: doing so first.',
  );
  return runSimulation(session, {
    plan,
    scenario,
    seed: result?.run.seed,
    replications: result?.run.replications,
  });
}
