import { BASE_SCENARIO } from '#shared/domain/scenario.ts';
import type { App } from '#renderer/state/app-store.ts';
import { selectPlan, selectResolved } from '#renderer/state/selectors.ts';
import { screenList } from './screen-list.ts';

export interface Command {
  id: string;
  group: string;
  label: string;
  /** More words it is found by. */
  hint?: string;
  keys?: string;
  run: () => void;
}

/** What only components can do. */
export interface CommandParts {
  exportProposal: () => void;
  importPlanFile: () => void;
  exportPlanFile: () => void;
  createSample: () => void;
}

/** Every action and every place, as the state is now. */
export function listCommands(app: App, parts: CommandParts): Command[] {
  return [
    ...screenCommands(app),
    ...actionCommands(app, parts),
    ...scenarioCommands(app),
    ...promiseCommands(app),
    ...hourCommands(app),
    ...planCommands(app),
  ];
}

function screenCommands({ session }: App): Command[] {
  return screenList.map(({ id, label, purpose, letter }) => ({
    id: `screen-${id}`,
    group: 'Go to',
    label,
    hint: purpose,
    keys: `G ${letter.toUpperCase()}`,
    run: () => session.navigate(id),
  }));
}

function actionCommands({ document, runs, session, store }: App, parts: CommandParts): Command[] {
  const { scenario } = store.getState().session;
  const action = (id: string, label: string, run: () => void, more: Partial<Command> = {}): Command => ({
    id,
    group: 'Do',
    label,
    run,
    ...more,
  });
  return [
    action('run', 'Run the full simulation', () => void runs.start(scenario), {
      hint: 'simulate verdict futures',
      keys: 'Mod+Enter',
    }),
    action('cancel', 'Cancel the run', () => runs.cancel(scenario)),
    action('export', 'Export the proposal', parts.exportProposal, { hint: 'PDF document' }),
    action('undo', 'Undo', document.undo, { keys: 'Mod+Z' }),
    action('redo', 'Redo', document.redo, { keys: 'Shift+Mod+Z' }),
    action('settings', 'Plan settings', () => session.setPanel('plan'), {
      hint: 'name horizon currency time zone confidence',
    }),
    action('save-file', 'Save plan file', parts.exportPlanFile, { hint: 'export json' }),
    action('open-file', 'Open plan file', parts.importPlanFile, { hint: 'import json' }),
    action('sample', 'New plan from the sample', parts.createSample),
    action('light', 'Light colours', () => session.setTheme('light'), { hint: 'theme' }),
    action('dark', 'Dark colours', () => session.setTheme('dark'), { hint: 'theme' }),
    action('system', 'Colours as the system', () => session.setTheme('system'), { hint: 'theme' }),
    action('shortcuts', 'Keyboard shortcuts', () => session.setPanel('shortcuts'), { keys: '?' }),
  ];
}

function scenarioCommands({ session, store }: App): Command[] {
  const plan = selectPlan(store.getState());
  if (!plan) return [];
  const all = [{ id: BASE_SCENARIO, name: plan.baseScenarioName }, ...plan.scenarios];
  return all.map(({ id, name }) => ({
    id: `scenario-${id}`,
    group: 'Scenario',
    label: name,
    run: () => void session.selectScenario(id),
  }));
}

function promiseCommands({ session, store }: App): Command[] {
  return (selectPlan(store.getState())?.clauses ?? []).map(({ id, name }) => ({
    id: `promise-${id}`,
    group: 'Promise',
    label: name,
    hint: 'verdict clause',
    run: () => session.navigate('verdict', `${id}/baseline`),
  }));
}

function hourCommands({ session, store }: App): Command[] {
  return (selectResolved(store.getState())?.components ?? [])
    .filter(({ kind }) => kind === 'pool' || kind === 'queue')
    .map(({ id, name }) => ({
      id: `hour-${id}`,
      group: 'Check an hour',
      label: `Busiest hour of ${name}`,
      hint: 'replay request by request engines',
      run: () => session.navigate('replay', `component/${id}`),
    }));
}

function planCommands({ session, store }: App): Command[] {
  const { plans } = store.getState().session;
  const open = selectPlan(store.getState())?.id;
  return plans
    .filter(({ id }) => id !== open)
    .map(({ id, name }) => ({
      id: `plan-${id}`,
      group: 'Open plan',
      label: name,
      run: () => void session.openPlan(id),
    }));
}

/** Commands that hold every typed word, those whose label begins with the text first. */
export function searchCommands(commands: readonly Command[], text: string): Command[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = commands.filter(({ label, hint = '', group }) => {
    const searched = `${group} ${label} ${hint}`.toLowerCase();
    return words.every((word) => searched.includes(word));
  });
  const begins = ({ label }: Command) => (words[0] && label.toLowerCase().startsWith(words[0]) ? 0 : 1);
  return words.length === 0 ? matches : matches.toSorted((a, b) => begins(a) - begins(b));
}
