import type { WorkspaceDatabase } from './database.ts';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type SettingStore = ReturnType<typeof createSettingStore>;

/** Small choices of the user, each a JSON value under its key. */
export function createSettingStore(database: WorkspaceDatabase) {
  const selectAll = database.prepare<[], { key: string; value: string }>(
    'SELECT key, value FROM setting ORDER BY key',
  );
  const upsert = database.prepare(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const all = (): Record<string, Json> =>
    Object.fromEntries(selectAll.all().map(({ key, value }) => [key, JSON.parse(value) as Json]));
  return {
    all,
    set(key: string, value: Json): void {
      upsert.run(key, JSON.stringify(value));
    },
  };
}
