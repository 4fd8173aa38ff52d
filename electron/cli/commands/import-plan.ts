import { nameFile, readTextFile } from '../find-plan.ts';
import type { AddCommand } from '../add-command.ts';
import { withSession, type CommonOptions, type Session } from '../session.ts';

export const addImportPlan: AddCommand = (program, invocation) => {
  program
    .command('import-plan <file>')
    .description('read a *.headroom.json file into the workspace')
    .option('--replace', 'make it the next state of the plan with its id, instead of a plan beside it')
    .action((file: string, options: CommonOptions & { replace?: boolean }) =>
      withSession(options, invocation, (session) => importPlan(session, file, options.replace ?? false)),
    );
};

async function importPlan({ client, print }: Session, file: string, replace: boolean): Promise<void> {
  const text = await readTextFile(file);
  const { plan, revision } = await client.plans.importFile({ text, replace }).catch(nameFile(file));
  print(
    { file, id: plan.id, name: plan.name, revision },
    () => `"${plan.name}" is in the workspace as ${plan.id}, state ${revision}.`,
  );
}
