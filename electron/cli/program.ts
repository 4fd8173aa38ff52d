import { Command } from 'commander';
import { HEADROOM_VERSION } from '#backend/version.ts';
import type { AddCommand } from './add-command.ts';
import { addCheck } from './commands/check.ts';
import { addExport } from './commands/export.ts';
import { addFit } from './commands/fit.ts';
import { addImportPlan } from './commands/import-plan.ts';
import { addImport } from './commands/import.ts';
import { addInit } from './commands/init.ts';
import { addPropose } from './commands/propose.ts';
import { addReference } from './commands/reference.ts';
import { addReplay } from './commands/replay.ts';
import { addSimulate } from './commands/simulate.ts';
import { addVerdict } from './commands/verdict.ts';
import type { Invocation } from './session.ts';

/** In the order of the work: a workspace, its history, a plan, its verdict, the document. */
const COMMANDS: AddCommand[] = [
  addInit,
  addImport,
  addFit,
  addSimulate,
  addVerdict,
  addReplay,
  addPropose,
  addExport,
  addImportPlan,
  addReference,
  addCheck,
];

const AFTERWORD = `
PLAN is a name or id in the workspace, or the path of a *.headroom.json file.
Exit codes: 0 done and met, 1 done and not met, 2 usage or bad input, 3 a fault in Headroom.`;

export function createProgram(invocation: Invocation): Command {
  const program = new Command('headroom')
    .description('Find out which service-level promises a product can keep, before anyone signs them.')
    .version(HEADROOM_VERSION)
    .addHelpText('after', AFTERWORD)
    .showHelpAfterError('Run it with --help for all options.')
    .exitOverride();
  const command = (usage: string) =>
    program
      .command(usage)
      .option('--json', 'print one JSON document on standard output, nothing else')
      .option('--workspace <dir>', "work in this folder (default: the application's own)")
      .option('--quiet', 'print no messages and no progress');
  for (const add of COMMANDS) add({ command }, invocation);
  return program;
}
