import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';
import { UserProblem } from '#backend/problems.ts';
import { checkDatabase, databaseFile, openDatabase } from '#backend/storage/database.ts';
import { readMigrations, type Migration } from '#backend/storage/migrations.ts';
import { createPlanStore } from '#backend/storage/plans.ts';
import { aFolder } from '#test/makers/a-folder.ts';
import { aPlan } from '#test/makers/a-plan.ts';

const PRESENT = readMigrations().length;
const NEXT: Migration = {
  number: PRESENT + 1,
  name: 'next',
  sql: 'CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT;',
};

function open(folder: string, migrations?: Migration[]) {
  const opened = openDatabase(folder, migrations);
  return { ...opened, plans: createPlanStore(opened.database) };
}

test('an empty folder becomes a workspace with the rules a workspace has', () => {
  const { database, notices } = open(join(aFolder(), 'new', 'deeper'));
  expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(database.pragma('foreign_keys', { simple: true })).toBe(1);
  expect(checkDatabase(database)).toEqual([]);
  expect(notices).toEqual([]);
  database.close();
});

test('what was stored is there after opening again', () => {
  const folder = aFolder();
  const first = open(folder);
  first.plans.create(aPlan());
  first.database.close();
  const second = open(folder);
  expect(second.plans.get('small').plan).toEqual(aPlan());
  second.database.close();
});

test('a migration is applied once, after a backup that still opens with the old schema', () => {
  const folder = aFolder();
  const before = open(folder);
  before.plans.create(aPlan());
  before.database.close();

  const after = open(folder, [...readMigrations(), NEXT]);
  expect(after.database.pragma('user_version', { simple: true })).toBe(PRESENT + 1);
  expect(after.plans.list()).toHaveLength(1);
  expect(after.notices[0]).toContain('A backup was made first');
  after.database.close();

  const [backup] = readdirSync(join(folder, 'backups'));
  const copy = new BetterSqlite3(join(folder, 'backups', backup!), { readonly: true });
  expect(copy.pragma('user_version', { simple: true })).toBe(PRESENT);
  expect(copy.prepare('SELECT count(*) FROM plan').pluck().get()).toBe(1);
  copy.close();

  const again = open(folder, [...readMigrations(), NEXT]);
  expect(again.notices).toEqual([]);
  again.database.close();
});

test('a migration that fails leaves the workspace as the one before left it', () => {
  const folder = aFolder();
  open(folder).database.close();
  const broken = { ...NEXT, sql: 'CREATE TABLE half (id INTEGER); CREATE TABLE half (id INTEGER);' };
  expect(() => open(folder, [...readMigrations(), broken])).toThrow(/half/);
  const { database } = open(folder);
  expect(database.pragma('user_version', { simple: true })).toBe(PRESENT);
  expect(database.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").pluck().get()).toBe(0);
  database.close();
});

test('a workspace of a newer version is refused and not one byte of it is changed', () => {
  const folder = aFolder();
  open(folder, [...readMigrations(), NEXT]).database.close();
  const before = readFileSync(databaseFile(folder));

  const error = catchError(() => openDatabase(folder));
  expect(error).toBeInstanceOf(UserProblem);
  expect(error).toMatchObject({ code: 'database-newer' });
  expect((error as UserProblem).message).toContain('Update Headroom');
  expect(readFileSync(databaseFile(folder)).equals(before)).toBe(true);
  expect(readdirSync(folder)).toEqual(['headroom.db']);
});

test('a database of another program is refused', () => {
  const folder = aFolder();
  const other = new BetterSqlite3(databaseFile(folder));
  other.exec('PRAGMA application_id = 42; CREATE TABLE theirs (id INTEGER)');
  other.close();
  expect(catchError(() => openDatabase(folder))).toMatchObject({ code: 'database-foreign' });
});

test.for([
  ['text where a database should be', (file: string) => writeFileSync(file, 'not a database, '.repeat(4096))],
  ['pages overwritten with noise', (file: string) => writeFileSync(file, withNoise(readFileSync(file)))],
] as const)('a damaged file (%s) is set aside, kept, and a new workspace begun', ([, damage]) => {
  const folder = aFolder();
  const first = open(folder);
  first.plans.create(aPlan());
  first.database.pragma('wal_checkpoint(TRUNCATE)');
  first.database.close();
  mkdirSync(join(folder, 'backups'));
  writeFileSync(join(folder, 'backups', 'headroom-2027-01-01-before-2.db'), '');
  damage(databaseFile(folder));
  const damaged = readFileSync(databaseFile(folder));

  const { database, plans, notices } = open(folder);
  expect(plans.list()).toEqual([]);
  const kept = readdirSync(folder).find((name) => /^headroom-damaged-.*\.db$/.test(name))!;
  expect(readFileSync(join(folder, kept)).equals(damaged)).toBe(true);
  expect(notices[0]).toContain(kept);
  expect(notices[0]).toContain('headroom-2027-01-01-before-2.db');
  expect(existsSync(databaseFile(folder))).toBe(true);
  database.close();
});

test('a folder that cannot be made is a problem of the user, not a fault', () => {
  const folder = aFolder();
  writeFileSync(join(folder, 'file'), '');
  expect(catchError(() => openDatabase(join(folder, 'file', 'below')))).toMatchObject({
    code: 'workspace-folder',
  });
});

/** Everything but the header page becomes noise. */
function withNoise(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte, index) => (index < 4096 ? byte : (byte * 31 + index * 17) % 251)));
}

function catchError(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('Expected an error.');
}
