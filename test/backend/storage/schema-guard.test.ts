import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { openDatabase } from '#backend/storage/database.ts';
import { readMigrations } from '#backend/storage/migrations.ts';
import { aFolder } from '#test/makers/a-folder.ts';

/**
 * Workspaces in the field have applied these files: a change goes into a new one. After adding a
 * migration, write its line and the new schema with `vitest run -u test/backend/storage/schema-guard`.
 */
test('migrations are append-only: none of the released ones has changed', async () => {
  const lines = readMigrations().map(({ number, name, sql }) => {
    const digest = createHash('sha256').update(sql).digest('hex').slice(0, 16);
    return `${String(number).padStart(4, '0')} ${name} ${digest}\n`;
  });
  await expect(lines.join('')).toMatchFileSnapshot('snapshots/migrations.txt');
});

test('migrations are numbered from 1 without a gap', () => {
  const numbers = readMigrations().map(({ number }) => number);
  expect(numbers).toEqual(numbers.map((_number, index) => index + 1));
});

test('the schema after all migrations is the committed one', async () => {
  const { database } = openDatabase(aFolder());
  const rows = database
    .prepare<[], { sql: string }>(
      'SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC, name',
    )
    .all();
  database.close();
  await expect(rows.map(({ sql }) => `${sql};\n`).join('\n')).toMatchFileSnapshot('snapshots/schema.sql');
});
