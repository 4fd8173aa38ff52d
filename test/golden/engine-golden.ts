import { compilePlan } from '#shared/engine/compile-plan.ts';
import { ENGINE_VERSION } from '#shared/engine/engine-version.ts';
import { simulateReplications } from '#shared/engine/simulate.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { aPlan } from '#test/makers/a-plan.ts';
import { availability, latency } from '#test/makers/a-run.ts';

const carried = { atLeastPerSecond: 60, share: 0.9 };
const answered = { share: 0.9, withinMinutes: 60 };

/** A plan with a little of everything the engine honours, small enough to read its numbers. */
function goldenPlan(): Plan {
  return aPlan({
    timeZone: 'Europe/Berlin',
    horizon: { start: '2027-03-01', months: 3, stepMinutes: 60 },
    regions: [
      { id: 'eu', name: 'Europe', timeZone: 'Europe/Berlin', share: 0.7, network: { meanMs: 30, p95Ms: 60 } },
      { id: 'us', name: 'America', timeZone: 'America/New_York', share: 0.3, network: { meanMs: { low: 80, high: 120 } } },
    ],
    priorityClasses: [{ id: 'normal', name: 'Normal', priority: 1 }, { id: 'low', name: 'Low', priority: 2 }],
    components: [
      {
        id: 'web', name: 'Web', kind: 'pool', instances: 3, concurrency: 8, serviceTime: { meanMs: { low: 90, high: 110 }, law: { kind: 'lognormal', cv2: 1.4 } },
        queueLimit: 400, timeoutMs: 4000, contention: 0.02, autoscaling: { minimum: 3, maximum: 6, targetUtilization: 0.6 },
        failure: { mtbfHours: 300, mttrMinutes: 20, scope: 'instance' }, redundancy: { zones: 2, commonCause: 0.05, failoverMinutes: 1 },
      },
      { id: 'bank', name: 'Bank', kind: 'external', serviceTime: { meanMs: 60 }, availability: { low: 0.998, high: 0.9995 }, mttrMinutes: 20 },
      {
        id: 'desk', name: 'Desk', kind: 'supportDesk', timeZone: 'Europe/Berlin', holidays: 'DE', handlingMinutes: 9, patienceMinutes: 600, ticketsPerThousandRequests: 0.02, ticketsPerThousandFailures: 1,
        shifts: [{ hours: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }, agents: 4 }],
      },
    ],
    journeys: [
      { id: 'order', name: 'Order', priorityClass: 'normal', timeoutMs: 8000, path: [{ kind: 'visit', component: 'web', visits: 1.5 }, { kind: 'visit', component: 'bank', cacheHitRatio: 0.4 }] },
      { id: 'look', name: 'Look', priorityClass: 'low', path: [{ kind: 'visit', component: 'web' }] },
    ],
    demand: {
      growth: { kind: 'compound', perYear: { low: 0.2, high: 0.8 } },
      season: { hourOfWeek: Array.from({ length: 168 }, (_none, hour) => 1 + 0.8 * Math.sin(((hour % 24) - 8) / 4)) },
      noise: { sigma: 0.2, autocorrelation: 0.8, commonShare: 0.5 },
      journeys: [{ journey: 'order', level: { low: 30, high: 40 }, arrivalCv2: 1.5 }, { journey: 'look', level: 60 }],
      events: [{ id: 'easter', name: 'Easter', multiplier: { low: 1.5, high: 2.5 }, rampMinutes: 120, occurrence: { kind: 'holiday', country: 'DE', holiday: 'Ostermontag', durationMinutes: 1440 } }],
      surges: [{ id: 'news', name: 'News', perYear: 20, multiplier: 2, durationMinutes: { low: 30, high: 180 } }],
    },
    shaping: [
      { id: 'door', name: 'Door', kind: 'rateLimit', journeys: ['look'], rate: 180, burst: 100 },
      { id: 'shed', name: 'Shed', kind: 'loadShedding', component: 'web', aboveUtilization: 0.9, priorityClasses: ['low'] },
      { id: 'again', name: 'Again', kind: 'retries', journeys: ['order'], maximumAttempts: 3, budget: 0.2 },
    ],
    operations: {
      maintenance: [{ id: 'care', name: 'Care', components: ['web'], effect: { kind: 'down' }, window: { dtstart: '2027-03-07T04:00', durationMinutes: 15, rrule: 'FREQ=WEEKLY;BYDAY=SU', tzid: 'Europe/Berlin' } }],
      deployments: [{ id: 'release', name: 'Release', components: ['web'], changeFailureRate: 0.2, failureEffect: { kind: 'slow', factor: 2 }, window: { dtstart: '2027-03-02T10:00', durationMinutes: 20, rrule: 'FREQ=WEEKLY;BYDAY=TU', tzid: 'Europe/Berlin' } }],
    },
    clauses: [
      availability(), latency(400), latency(500, { id: 'us-fast', scope: { regions: ['us'] } }),
      { id: 'looking', name: 'Looking', metric: 'errorRate', journey: 'look', tiers: { optimistic: { atMost: 0.1 }, baseline: { atMost: 0.05 }, stretch: { atMost: 0.01 } }, window: { kind: 'rolling', days: 7 } },
      { id: 'carry', name: 'Carry', metric: 'throughput', journey: 'order', tiers: { optimistic: carried, baseline: carried, stretch: carried } },
      { id: 'first', name: 'First', metric: 'supportResponse', component: 'desk', tiers: { optimistic: answered, baseline: answered, stretch: answered } },
    ],
  });
}

/** Good and valid events of the stretch tier by clause, first three futures of seed 42. */
export function engineGolden(): { engineVersion: string; clauses: Record<string, { good: number[]; valid: number[] }> } {
  const { clauses } = simulateReplications(compilePlan(goldenPlan()), { seed: 42, first: 0, count: 3 });
  return {
    engineVersion: ENGINE_VERSION,
    clauses: Object.fromEntries(clauses.map(({ clause, tiers }) => [clause, { good: [...tiers[2]!.good], valid: [...tiers[2]!.valid] }])),
  };
}
