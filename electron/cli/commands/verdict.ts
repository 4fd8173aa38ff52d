import type { Tier } from '#shared/domain/clause.ts';
import { findRun } from '../find-plan.ts';
import type { AddCommand } from '../add-command.ts';
import { withSession, type CommonOptions } from '../session.ts';
import { printVerdict, tierOption } from '../verdict-output.ts';

export const addVerdict: AddCommand = (program, invocation) => {
  program
    .command('verdict <run>')
    .description("print a stored run's verdict again (its id, or the beginning of it)")
    .addOption(tierOption())
    .action((word: string, options: CommonOptions & { tier: Tier }) =>
      withSession(options, invocation, async (session) => {
        const { id } = await findRun(session, word);
        printVerdict(session, await session.client.runs.get({ run: id }), options.tier);
      }),
    );
};
