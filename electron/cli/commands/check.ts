import { EXIT } from '../exit-codes.ts';
import type { AddCommand } from '../add-command.ts';
import { withSession, type CommonOptions, type Session } from '../session.ts';

export const addCheck: AddCommand = (program, invocation) => {
  program
    .command('check')
    .description('check the workspace: its database, and every plan in it')
    .action((options: CommonOptions) => withSession(options, invocation, check));
};

async function check({ client, workspace, print, finish }: Session): Promise<void> {
  const { problems } = await client.workspace.check();
  const plans = await client.plans.list();
  const runs = await Promise.all(plans.map(({ id }) => client.runs.list({ plan: id })));
  const ok = problems.length === 0;
  if (!ok) finish(EXIT.notMet);
  print({ workspace, ok, problems, plans: plans.length, runs: runs.flat().length }, () =>
    ok
      ? `${workspace} is sound: ${count(plans.length, 'plan')}, ${count(runs.flat().length, 'run')}.`
      : [`${workspace} has problems:`, ...problems.map((problem) => `  ${problem}`)].join('\n'),
  );
}

const count = (number: number, noun: string): string => `${number}\u00a0${noun}${number === 1 ? '' : 's'}`;
