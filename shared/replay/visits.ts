import type { Step, Visit } from './network.ts';

/** Every visit of a route, those of branches included. */
export const visitsOf = (route: readonly Step[]): Visit[] =>
  route.flatMap((step) => (step.kind === 'visit' ? [step] : step.branches.flat()));
