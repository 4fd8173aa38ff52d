import { CAUSE, CAUSES } from './causes.ts';
import type { DeskClause, DeskState } from './desk.ts';
import { createTeam, FULL, POINTS, shareAt, type DeskTeam } from './desk-answers.ts';

/** Enters a desk's tickets for one of its clauses, from what `walkDesk` found. */
export function enterTickets(desk: DeskState, clause: DeskClause, minutes: number): void {
  const { entry, goods } = clause;
  for (const { bin, from, to } of entry.spans) {
    goods.fill(0);
    const valid = addSteps(desk, clause, minutes, from, to);
    entry.tiers.forEach((sums, tier) => {
      sums.good[bin]! += goods[tier]!;
      sums.valid[bin]! += valid;
      sums.bad[bin * CAUSES + CAUSE.staffing]! += Math.max(0, valid - goods[tier]!);
    });
  }
}

/** Adds what is answered in time in steps `from` to `to` − 1 to `goods`; returns all tickets inside the clause. */
function addSteps(desk: DeskState, clause: DeskClause, minutes: number, from: number, to: number): number {
  const { tickets: ticketsOf, agents: agentsOf, backlog, backlogLog } = desk;
  const { goods } = clause;
  const { hours } = clause.entry.clause;
  let agents = agentsOf[from]!;
  let team = teamOf(desk, clause, agents);
  let before = from > 0 ? backlog[from - 1]! : 0;
  let beforeLog = Math.log1p(before * team.leaving);
  let valids = 0;
  for (let step = from; step < to; step++) {
    const tickets = ticketsOf[step]!;
    const valid = hours ? tickets * hours[step]! : tickets;
    const after = backlog[step]!;
    const afterLog = backlogLog[step]!;
    if (agentsOf[step] !== agents) {
      agents = agentsOf[step]!;
      team = teamOf(desk, clause, agents);
      beforeLog = Math.log1p(before * team.leaving);
    }
    valids += valid;
    if (before < STILL && after < STILL) addAtOnce(team, goods, valid, tickets / minutes);
    else if (before < after) addBehind(team, goods, valid, before, after, beforeLog, afterLog);
    else addBehind(team, goods, valid, after, before, afterLog, beforeLog);
    before = after;
    beforeLog = afterLog;
  }
  return valids;
}

/** Fewer tickets than this are no backlog. */
const STILL = 1e-9;

/**
 * While the queue moves in a straight line between `low` and `high`, those are answered in time that have at
 * most `most` ahead of them, and of these 1 / (1 + θq / μ) are patient enough: ∫ dq / (1 + θq / μ) over the
 * queues below `most`, by the way the queue moves.
 */
function addBehind(
  { most, mostLog, leaving }: DeskTeam,
  goods: Float64Array,
  valid: number,
  low: number,
  high: number,
  lowLog: number,
  highLog: number,
): void {
  const way = (high - low) * leaving;
  const each = way > NEARLY_STILL ? valid / way : 0;
  const staying = each > 0 ? 0 : valid / (1 + low * leaving);
  for (let limit = 0; limit < most.length; limit++) {
    if (low > most[limit]!) continue;
    if (each > 0) goods[limit]! += each * ((high > most[limit]! ? mostLog[limit]! : highLog) - lowLog);
    else goods[limit]! += high > most[limit]! ? (staying * (most[limit]! - low)) / (high - low) : staying;
  }
}

/** A way so short that the patience of those behind it is one and the same. */
const NEARLY_STILL = 1e-6;

/** Straight lines between the points. */
function addAtOnce(team: DeskTeam, goods: Float64Array, valid: number, ticketsPerMinute: number): void {
  const utilization = Math.min(FULL, (ticketsPerMinute * team.pace.handling) / team.servers);
  const position = (utilization / FULL) * (POINTS - 1);
  const point = Math.min(POINTS - 2, position | 0);
  for (let limit = 0; limit < goods.length; limit++) {
    const below = shareAt(team, limit, point);
    const share = below + (position - point) * (shareAt(team, limit, point + 1) - below);
    goods[limit]! += valid * share;
  }
}

function teamOf({ pace }: DeskState, { entry, teams }: DeskClause, agents: number): DeskTeam {
  const known = teams.get(agents);
  if (known) return known;
  const limits = entry.clause.tiers.map(({ threshold }) => threshold);
  const team = createTeam(pace, agents, limits);
  teams.set(agents, team);
  return team;
}
