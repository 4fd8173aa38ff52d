import type { Command } from 'commander';
import type { Invocation } from './session.ts';

/** Begins commands that have the options every command takes. */
interface Commands {
  command(usage: string): Command;
}

/** How a file of commands/ puts its command on the program. */
export type AddCommand = (program: Commands, invocation: Invocation) => void;
