import { openDatabase } from '#backend/storage/database.ts';
import { createPlanStore } from '#backend/storage/plans.ts';
import { aPlan } from '#test/makers/a-plan.ts';

/** Saves one state after the other until it is killed; says so after the first. */
const plans = createPlanStore(openDatabase(process.argv[2]!).database);
plans.create(aPlan());
for (let revision = 1; ; revision += 1) {
  plans.save(aPlan({ description: String(revision).repeat(400) }), revision);
  if (revision === 1) process.stdout.write('saving\n');
}
