import { expect, it } from 'vitest';
import { searchCommands, type Command } from '#renderer/app/commands.ts';

const command = (label: string, hint?: string): Command => ({
  id: label,
  group: 'Do',
  label,
  ...(hint && { hint }),
  run: () => {},
});
const commands = [
  command('Save plan file', 'export json'),
  command('Export the proposal', 'PDF document'),
  command('Undo'),
];

it('finds a command by a word it is not called by', () => {
  expect(searchCommands(commands, 'pdf').map(({ label }) => label)).toEqual(['Export the proposal']);
});

it('puts what begins with the typed word first', () => {
  expect(searchCommands(commands, 'export').map(({ label }) => label)).toEqual([
    'Export the proposal',
    'Save plan file',
  ]);
});

it('wants every word', () => {
  expect(searchCommands(commands, 'export proposal')).toHaveLength(1);
  expect(searchCommands(commands, 'export nonsense')).toEqual([]);
});
