import { outcomeMinutes } from '#shared/charts/replay-charts.ts';
import { layoutOutcomeAreas } from '#shared/charts/outcome-areas.ts';
import type { Example } from '../example.ts';
import { madeSpan } from './made-span.ts';

export const replayOutcomes: Example = {
  title: 'What became of checkout requests',
  description: 'Answered requests and those that failed while payment was down.',
  height: 180,
  draw: (size) => layoutOutcomeAreas(outcomeMinutes(madeSpan(), 'checkout'), size),
};
