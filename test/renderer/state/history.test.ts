import { expect, it } from 'vitest';
import { closeGroup, recordEdit, redoEdit, startHistory, undoEdit } from '#renderer/state/history.ts';

const typed = (texts: string[], group: string) =>
  texts.reduce((history, text) => recordEdit(history, text, { label: 'name', group }), startHistory(''));

it('undoes a word typed into one field at once', () => {
  const history = typed(['S', 'Sh', 'Shop'], 'name');
  expect(undoEdit(history).present).toBe('');
});

it('begins a new step when another field is edited in between', () => {
  const history = recordEdit(typed(['S', 'Sh'], 'name'), 'Sh!', { label: 'other', group: 'other' });
  expect(undoEdit(history).present).toBe('Sh');
});

it('begins a new step once the group was closed', () => {
  const history = recordEdit(closeGroup(typed(['S'], 'name')), 'Sh', { label: 'name', group: 'name' });
  expect(undoEdit(history).present).toBe('S');
});

it('gives an undone edit back by redo, with its label', () => {
  const undone = undoEdit(typed(['Shop'], 'name'));
  expect(undone.future[0]?.label).toBe('name');
  expect(redoEdit(undone).present).toBe('Shop');
});

it('forgets what was undone when something else is edited', () => {
  const history = recordEdit(undoEdit(typed(['Shop'], 'name')), 'Store', { label: 'name' });
  expect(history.future).toEqual([]);
  expect(redoEdit(history)).toBe(history);
});

it('keeps the last five hundred steps', () => {
  const texts = Array.from({ length: 700 }, (_none, index) => String(index));
  const history = texts.reduce((before, text) => recordEdit(before, text, { label: text }), startHistory(''));
  expect(history.past).toHaveLength(500);
  expect(history.past[0]?.state).toBe('199');
});
