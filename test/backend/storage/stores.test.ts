import { expect, test } from 'vitest';
import { openDatabase } from '#backend/storage/database.ts';
import { createPlanStore } from '#backend/storage/plans.ts';
import { createProposalStore } from '#backend/storage/proposals.ts';
import { createRunStore } from '#backend/storage/runs.ts';
import { createSettingStore } from '#backend/storage/settings.ts';
import { aFinishedRun } from '#test/makers/a-finished-run.ts';
import { aFolder } from '#test/makers/a-folder.ts';
import { aPlan } from '#test/makers/a-plan.ts';

function stores() {
  const { database } = openDatabase(aFolder());
  return {
    database,
    plans: createPlanStore(database),
    runs: createRunStore(database),
    proposals: createProposalStore(database),
    settings: createSettingStore(database),
  };
}

test('saving counts the states of a plan and keeps each of them', () => {
  const { database, plans } = stores();
  plans.create(aPlan());
  expect(plans.save(aPlan({ name: 'Second' }), 1)).toBe(2);
  expect(plans.save(aPlan({ name: 'Third' }), 2)).toBe(3);
  expect(plans.get('small')).toMatchObject({ revision: 3, plan: { name: 'Third' } });
  const kept = database.prepare('SELECT revision FROM plan_revision ORDER BY revision').pluck().all();
  expect(kept).toEqual([1, 2, 3]);
});

test('saving on top of a state that is no longer the last is refused and changes nothing', () => {
  const { plans } = stores();
  plans.create(aPlan());
  plans.save(aPlan({ name: 'Theirs' }), 1);
  expect(() => plans.save(aPlan({ name: 'Mine' }), 1)).toThrow(
    expect.objectContaining({ code: 'plan-changed-elsewhere' }),
  );
  expect(plans.get('small').plan.name).toBe('Theirs');
});

test('saving what is stored already makes no new state', () => {
  const { plans } = stores();
  plans.create(aPlan());
  expect(plans.save(aPlan(), 1)).toBe(1);
});

test('a run is found again by what went into it, and stored once', () => {
  const { plans, runs } = stores();
  plans.create(aPlan());
  const finished = runOf(aPlan().id, 'run-1', 'sha256:aa');
  runs.add(finished, aPlan());
  runs.add({ ...finished, run: { ...finished.run, id: 'run-2' } }, aPlan());
  expect(runs.findByInput('small', 'base', 'sha256:aa')).toEqual(finished);
  expect(runs.list('small')).toEqual([finished.run]);
  expect(runs.findByInput('small', 'base', 'sha256:bb')).toBeUndefined();
  expect(runs.planOf('run-1')).toEqual(aPlan());
});

test('a run that an older Headroom wrote in another shape is simulated anew in its place', () => {
  const { database, plans, runs, proposals } = stores();
  plans.create(aPlan());
  const finished = runOf('small', 'run-1', 'sha256:aa');
  runs.add(finished, aPlan());
  proposals.add('small', 'run-1', 'f00', {});
  database.prepare(`UPDATE run SET pictures = '{"months":[]}'`).run();
  expect(runs.find('run-1')).toBeUndefined();
  expect(runs.newest('small', 'base')).toBeUndefined();
  runs.add(finished, aPlan());
  expect(runs.findByInput('small', 'base', 'sha256:aa')).toEqual(finished);
});

test('removing a plan takes its runs and proposals along', () => {
  const { database, plans, runs, proposals } = stores();
  plans.create(aPlan());
  runs.add(runOf('small', 'run-1', 'sha256:aa'), aPlan());
  proposals.add('small', 'run-1', 'f00', {});
  plans.remove('small');
  expect(
    database.prepare('SELECT (SELECT count(*) FROM run) + (SELECT count(*) FROM proposal)').pluck().get(),
  ).toBe(0);
});

test('proposals form a chain that shows when one was changed afterwards', () => {
  const { database, plans, runs, proposals } = stores();
  plans.create(aPlan());
  runs.add(runOf('small', 'run-1', 'sha256:aa'), aPlan());
  expect(['a1', 'a1', 'b2', 'c3'].map((hash) => proposals.add('small', 'run-1', hash, { hash }))).toEqual([
    1, 1, 2, 3,
  ]);
  expect(proposals.findBrokenLink('small')).toBeUndefined();
  database.exec("UPDATE proposal SET document = '{}' WHERE version = 2");
  expect(proposals.findBrokenLink('small')).toBe(3);
});

test('settings are JSON values under their key', () => {
  const { settings } = stores();
  settings.set('theme', 'dark');
  settings.set('columns', [1, { wide: true }]);
  settings.set('theme', 'light');
  expect(settings.all()).toEqual({ columns: [1, { wide: true }], theme: 'light' });
});

test('a full database refuses a plan as a whole and stays sound', () => {
  const { database, plans } = stores();
  plans.create(aPlan());
  database.pragma(`max_page_count = ${database.pragma('page_count', { simple: true }) as number}`);
  const large = aPlan({ description: 'x'.repeat(2000), proposal: { summary: 'y'.repeat(4000) } });
  expect(() => {
    for (let revision = 1; ; revision += 1) plans.save({ ...large, name: `State ${revision}` }, revision);
  }).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }));
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  const { revision } = plans.get('small');
  expect(database.prepare('SELECT max(revision) FROM plan_revision').pluck().get()).toBe(revision);
});

function runOf(plan: string, id: string, inputHash: string) {
  const finished = aFinishedRun(aPlan());
  return { ...finished, run: { ...finished.run, id, plan, scenario: 'base', inputHash } };
}
