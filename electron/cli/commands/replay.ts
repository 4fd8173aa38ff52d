import type { Intervention } from '#shared/domain/intervention.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { HourReport } from '#shared/verdicts/engines/hour-report.ts';
import { UserProblem } from '#backend/problems.ts';
import type { AddCommand } from '../add-command.ts';
import { EXIT } from '../exit-codes.ts';
import { findPlan, findScenario } from '../find-plan.ts';
import { parseFault, parseFuture, parseSurge } from '../parse-intervention.ts';
import { parseWhole } from '../parse-number.ts';
import { createProgressLine } from '../progress-line.ts';
import { replayDocument } from '../replay-document.ts';
import { formatReplay } from '../replay-text.ts';
import { withSession, type CommonOptions, type Session } from '../session.ts';

interface ReplayOptions extends CommonOptions {
  at: string;
  minutes: number;
  seed: number;
  scenario?: string;
  future: 'typical' | 'busy' | number;
  repetitions?: number;
  fault?: Intervention[];
  surge?: Intervention[];
  journey?: string;
}

export const addReplay: AddCommand = (program, invocation) => {
  program
    .command('replay <plan>')
    .description('simulate an hour or a day request by request, beside the time-step engine’s answer')
    .requiredOption(
      '--at <instant>',
      'where the span begins, such as 2027-11-26T18:00 on the plan’s clock, or with a zone, 2027-11-26T17:00Z',
    )
    .option('--minutes <m>', 'length of the span', parseWhole(1, 1440), 60)
    .option(
      '--seed <s>',
      'where chance begins: the same seed, the same futures',
      parseWhole(0, 2 ** 32 - 1),
      1,
    )
    .option('--scenario <name>', 'a scenario of the plan (default: the plan itself)')
    .option(
      '--future <which>',
      'typical: the median number of requests in the span; busy: more than 19 futures in 20; or its number',
      parseFuture,
      'typical',
    )
    .option('--repetitions <n>', 'independent repetitions (default: 4 to 10)', parseWhole(2, 100))
    .option('--fault <fault>', 'payment:down@+10/5, web:slow=3@+10/20, web:reduced=50%@+0/30', parseFault)
    .option(
      '--surge <surge>',
      'times the arrivals: 3@+20/10, or of some journeys, checkout:3@+20/10',
      parseSurge,
    )
    .option('--journey <id>', 'whose times stand on top of the JSON (default: that of the first promise)')
    .action((plan: string, options: ReplayOptions) =>
      withSession(options, invocation, (session) => replay(session, plan, options)),
    );
};

async function replay(session: Session, word: string, options: ReplayOptions): Promise<void> {
  const { plan } = await findPlan(session, word);
  requireJourney(plan, options.journey);
  const report = await follow(session, plan, options);
  session.print(replayDocument(plan, report, options.journey), () => formatReplay(plan, report));
  session.finish(report.replay.checks.conserved ? EXIT.met : EXIT.notMet);
}

function requireJourney(plan: Plan, id: string | undefined): void {
  const known = plan.journeys.map((journey) => journey.id);
  if (id === undefined || known.includes(id)) return;
  throw new UserProblem(
    'journey-not-found',
    `"${plan.name}" has no journey "${id}". Expected one of: ${known.join(', ')}.`,
  );
}

/** Runs the replay to its end, showing progress where there is a terminal. */
async function follow(
  { client, signal, options }: Session,
  plan: Plan,
  asked: ReplayOptions,
): Promise<HourReport> {
  const { at, minutes, seed, future, repetitions, fault = [], surge = [] } = asked;
  const scenario = findScenario(plan, asked.scenario);
  const bar = createProgressLine({ quiet: options.quiet });
  try {
    const request = {
      plan: plan.id,
      scenario,
      at,
      minutes,
      seed,
      future,
      interventions: [...fault, ...surge],
    };
    const events = await client.replays.run({ ...request, ...(repetitions && { repetitions }) }, { signal });
    for await (const event of events) {
      if (event.kind === 'done') return event.report;
      if (event.kind === 'progress') bar.show(event.done, `${Math.round(event.done * 100)}\u00a0%`);
      else bar.show(0, `${Math.round(event.estimate.requests)} requests`);
    }
  } finally {
    bar.clear();
  }
  throw new Error('The replay ended without a result.');
}
