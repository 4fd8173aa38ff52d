import { CommanderError } from 'commander';
import { describeFailure } from './failures.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { createProgram } from './program.ts';

/** How long a command may take to stop after Ctrl-C before it is ended, in milliseconds. */
const PATIENCE_MS = 900;

/** Runs one command of `headroom` and ends the process with its exit code. */
export async function main(args: string[]): Promise<never> {
  const interrupt = watchSignals();
  const isJson = args.includes('--json');
  let code: ExitCode = EXIT.met;
  try {
    const outcome = { code: EXIT.met as ExitCode };
    await createProgram({ signal: interrupt.signal, outcome }).parseAsync(args, { from: 'user' });
    code = outcome.code;
  } catch (error) {
    code = report(error, isJson);
  }
  return leave(interrupt.code() ?? code);
}

function report(error: unknown, isJson: boolean): ExitCode {
  // Commander has printed its own message.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.met : EXIT.badInput;
  const { code, message, document } = describeFailure(error);
  if (message !== '') process.stderr.write(`${message}\n`);
  if (isJson && document) process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  return code;
}

function watchSignals() {
  const controller = new AbortController();
  let code: ExitCode | undefined;
  const stop = (exit: ExitCode) => () => {
    if (code !== undefined) return;
    code = exit;
    controller.abort();
    setTimeout(() => process.exit(exit), PATIENCE_MS).unref();
  };
  process.on('SIGINT', stop(EXIT.interrupted));
  process.on('SIGTERM', stop(EXIT.terminated));
  // The reader of a pipe left, as `| head` does: nothing more to say.
  process.stdout.on('error', () => process.exit(EXIT.met));
  return { signal: controller.signal, code: () => code };
}

/** Ends after what was written has left for the pipe. */
async function leave(code: ExitCode): Promise<never> {
  await new Promise<void>((resolve) => process.stdout.write('', () => resolve()));
  await new Promise<void>((resolve) => process.stderr.write('', () => resolve()));
  process.exit(code);
}

if (import.meta.main) await main(process.argv.slice(2));
