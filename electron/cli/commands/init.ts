import { BEGUN } from '#backend/first-start.ts';
import type { AddCommand } from '../add-command.ts';
import { withSession, type CommonOptions, type Session } from '../session.ts';

export const addInit: AddCommand = (program, invocation) => {
  program
    .command('init')
    .description('create a workspace')
    .option('--sample', 'with the sample plan and its history')
    .action((options: CommonOptions & { sample?: boolean }) =>
      withSession(options, invocation, (session) => init(session, options.sample ?? false)),
    );
};

async function init({ client, workspace, print, say }: Session, withSample: boolean): Promise<void> {
  const before = await client.plans.list();
  const isNew = before.length === 0;
  if (withSample && !isNew) say('The workspace has plans already; the sample was not added.');
  const sample = withSample && isNew ? (await client.plans.create({ from: 'sample' })).plan.id : undefined;
  if (isNew)
    await client.settings.set({ key: BEGUN, value: sample ? { sample, done: false } : { done: true } });
  const plans = await client.plans.list();
  print({ workspace, plans }, () =>
    [
      `Workspace ${workspace}`,
      plans.length === 0 ? 'No plans yet.' : plans.map(({ id, name }) => `  ${name} (${id})`).join('\n'),
    ].join('\n'),
  );
}
