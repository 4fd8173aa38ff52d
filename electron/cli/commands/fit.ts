import { applyFit } from '#shared/history/apply-fit.ts';
import type { DemandFit } from '#shared/history/demand-fit.ts';
import type { Series } from '#shared/history/series.ts';
import type { SavedPlan } from '#shared/contract/contract.ts';
import { UserProblem } from '#backend/problems.ts';
import { findPlan } from '../find-plan.ts';
import { formatFit } from '../fit-text.ts';
import { parseWhole } from '../parse-number.ts';
import type { AddCommand } from '../add-command.ts';
import { createProgressLine } from '../progress-line.ts';
import { withSession, type CommonOptions, type Session } from '../session.ts';

interface FitOptions extends CommonOptions {
  series?: number;
  apply?: string;
}

export const addFit: AddCommand = (program, invocation) => {
  program
    .command('fit <plan>')
    .description('fit demand to the history of a plan, tested on held-out spans')
    .option('--series <id>', 'only this series (default: every series that counts or rates)', parseWhole(1))
    .option('--apply <journey>', 'put the fit into the demand of this journey; needs --series')
    .action((plan: string, options: FitOptions) =>
      withSession(options, invocation, (session) => fit(session, plan, options)),
    );
};

/** Only these can be arrivals; a percentile or a gauge has no rate to grow. */
const RATE_KINDS: readonly Series['kind'][] = ['count', 'rate', 'counter'];

async function fit(session: Session, word: string, options: FitOptions): Promise<void> {
  const { client, signal, print, say } = session;
  const saved = await findPlan(session, word);
  const chosen = chooseSeries(saved, await client.history.series({ plan: saved.plan.id }), options.series);
  if (options.apply !== undefined && options.series === undefined) {
    throw new UserProblem(
      'series-missing',
      '--apply needs --series: which series is the demand of the journey?',
    );
  }
  const bar = createProgressLine({ quiet: options.quiet });
  const fits: DemandFit[] = [];
  for (const [index, { id, name }] of chosen.entries()) {
    bar.show(index / chosen.length, `fitting "${name}"`);
    fits.push(await client.history.fit({ plan: saved.plan.id, series: id }, { signal }));
  }
  bar.clear();
  if (options.apply !== undefined) {
    await apply(session, saved, options.apply, fits[0]!);
    say(`The demand of "${options.apply}" now follows "${fits[0]!.seriesName}".`);
  }
  print(fits, () => fits.map(formatFit).join('\n\n'));
}

function chooseSeries({ plan }: SavedPlan, all: Series[], id: number | undefined): Series[] {
  const chosen =
    id === undefined
      ? all.filter(({ kind }) => RATE_KINDS.includes(kind))
      : all.filter((one) => one.id === id);
  if (chosen.length > 0) return chosen;
  const known = all.map((one) => `${one.id} ("${one.name}", ${one.kind})`).join(', ');
  throw new UserProblem(
    'series-not-found',
    all.length === 0
      ? `"${plan.name}" has no history yet. Import some first: headroom import FILE --plan ${plan.id}.`
      : `"${plan.name}" has no ${id === undefined ? 'series that counts or rates' : `series ${id}`}. It has: ${known}.`,
  );
}

async function apply(
  { client }: Session,
  { plan, revision }: SavedPlan,
  journey: string,
  found: DemandFit,
): Promise<void> {
  if (!plan.demand.journeys.some((demand) => demand.journey === journey)) {
    const known = plan.demand.journeys.map((demand) => demand.journey).join(', ');
    throw new UserProblem(
      'journey-not-found',
      `"${plan.name}" has no journey "${journey}". Expected one of: ${known || 'none yet'}.`,
    );
  }
  await client.plans.save({ plan: applyFit(plan, 'base', journey, found), baseRevision: revision });
}
