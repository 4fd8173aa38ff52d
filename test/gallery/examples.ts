import type { Example } from './example.ts';
import { attainedAvailability } from './examples/attained-availability.ts';
import { availabilityLines } from './examples/availability-lines.ts';
import { causesBar } from './examples/causes-bar.ts';
import { fanBeforeAndAfter } from './examples/fan-before-and-after.ts';
import { fanOfAFit } from './examples/fan-of-a-fit.ts';
import { fanWithHistory } from './examples/fan-with-history.ts';
import { intervalBar } from './examples/interval-bar.ts';
import { lossesByCause } from './examples/losses-by-cause.ts';
import { monthStrip } from './examples/month-strip.ts';
import { operationsTimeline } from './examples/operations-timeline.ts';
import { outagesByComponent } from './examples/outages-by-component.ts';
import { rangeSketch } from './examples/range-sketch.ts';
import { replayOutcomes } from './examples/replay-outcomes.ts';
import { replayResponse } from './examples/replay-response.ts';
import { replayUtilization } from './examples/replay-utilization.ts';
import { replayWaiting } from './examples/replay-waiting.ts';
import { responseAgainstTiers } from './examples/response-against-tiers.ts';
import { responseTimeLines } from './examples/response-time-lines.ts';
import { seasonOfTheWeek } from './examples/season-of-the-week.ts';
import { seasonOfTheYear } from './examples/season-of-the-year.ts';
import { serviceTimeSketch } from './examples/service-time-sketch.ts';
import { sparkline } from './examples/sparkline.ts';
import { utilizationHeatMap } from './examples/utilization-heat-map.ts';

/** Every picture there is, by the name of its snapshot. */
export const examples: Readonly<Record<string, Example>> = {
  'fan-with-history': fanWithHistory,
  'fan-before-and-after': fanBeforeAndAfter,
  'fan-of-a-fit': fanOfAFit,
  'response-time-lines': responseTimeLines,
  'response-against-tiers': responseAgainstTiers,
  'availability-lines': availabilityLines,
  'attained-availability': attainedAvailability,
  'losses-by-cause': lossesByCause,
  'outages-by-component': outagesByComponent,
  'utilization-heat-map': utilizationHeatMap,
  'month-strip': monthStrip,
  'causes-bar': causesBar,
  'service-time-sketch': serviceTimeSketch,
  'range-sketch': rangeSketch,
  'season-of-the-week': seasonOfTheWeek,
  'season-of-the-year': seasonOfTheYear,
  'operations-timeline': operationsTimeline,
  'replay-response': replayResponse,
  'replay-outcomes': replayOutcomes,
  'replay-utilization': replayUtilization,
  'replay-waiting': replayWaiting,
  'interval-bar': intervalBar,
  sparkline,
};
