import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ImportReport } from '#shared/history/import-report.ts';
import { aBackend } from '#test/makers/a-backend.ts';
import { aPlan } from '#test/makers/a-plan.ts';

test('the preview reads times that name no zone as the import does: in that of the plan', async () => {
  const { client, backend, folder } = aBackend();
  const { plan } = await client.plans.importFile({
    text: JSON.stringify({ ...aPlan(), timeZone: 'America/New_York' }),
  });
  const rows = Array.from({ length: 72 }, (_none, hour) => {
    const at = new Date(Date.UTC(2026, 5, 1) + hour * 3_600_000);
    return `${at.toISOString().slice(0, 16).replace('T', ' ')},${100 + hour}`;
  });
  const file = join(folder, 'naive.csv');
  writeFileSync(file, `time,requests\n${rows.join('\n')}\n`);
  const staged = backend.stagePath(file);

  const preview = await client.history.preview({ staged, plan: plan.id });
  expect(preview.mapping.timestamp?.timeZone).toBe('America/New_York');
  let report: ImportReport | undefined;
  for await (const event of await client.history.import({ staged, plan: plan.id })) {
    if (event.kind === 'done') report = event.report;
  }
  // Midnight in New York in June is 04:00 UTC.
  expect(report!.series[0]!.first).toBe('2026-06-01T04:00:00.000Z');
  expect(new Date(preview.sample.at[0]!).toISOString()).toBe(report!.series[0]!.first);
});
