import { writeFileSync } from 'node:fs';
import { formatPlanFile, parsePlan } from '#shared/domain/plan-file.ts';
import { onlineShop } from './sample/online-shop-plan.ts';
import { shopHistoryCsv } from './sample/shop-history.ts';

/** Writes resources/sample from its makers. Run it after changing one of them. */
const parsed = parsePlan(onlineShop);
if (!parsed.ok) {
  for (const { path, message } of parsed.problems) console.error(`${path}: ${message}`);
  process.exit(1);
}
writeFileSync('resources/sample/online-shop.headroom.json', formatPlanFile(parsed.plan));
writeFileSync('resources/sample/online-shop-requests.csv', shopHistoryCsv());
