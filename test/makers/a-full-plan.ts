import type { Plan } from '#shared/domain/plan.ts';
import { aPlan } from './a-plan.ts';
import { availability, latency } from './a-run.ts';

const everyDay = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const weekly = {
  dtstart: '2027-03-07T04:00',
  durationMinutes: 20,
  rrule: 'FREQ=WEEKLY;BYDAY=SU',
  tzid: 'Europe/Berlin',
};
const failure = { mtbfHours: 400, mttrMinutes: 20 };
const carried = { atLeastPerSecond: 30, share: 0.9 };
const answered = { share: 0.9, withinMinutes: 60 };

/** A plan that gives every quantity of the schema a number, with every kind of part but forecasts and shaping. */
export function aFullPlan(): Plan {
  return aPlan({
    timeZone: 'Europe/Berlin',
    horizon: { start: '2027-03-01', months: 1, stepMinutes: 60 },
    regions: [
      {
        id: 'eu',
        name: 'Europe',
        timeZone: 'Europe/Berlin',
        share: 0.7,
        network: { meanMs: 30, p95Ms: 60 },
        devices: [
          { id: 'phone', name: 'Phone', share: 0.6, addedMs: 40 },
          { id: 'desktop', name: 'Desktop', share: 0.4, addedMs: 5 },
        ],
      },
      { id: 'us', name: 'America', timeZone: 'America/New_York', share: 0.3, network: { meanMs: 90 } },
    ],
    priorityClasses: [
      { id: 'normal', name: 'Normal', priority: 1 },
      { id: 'low', name: 'Low', priority: 2 },
    ],
    instanceTypes: [{ id: 'large', name: 'Large', relativeSpeed: 1, costPerMonth: 200 }],
    components: [
      {
        id: 'web',
        name: 'Web',
        kind: 'pool',
        instances: 4,
        concurrency: 8,
        serviceTime: { meanMs: 100, law: { kind: 'lognormal', cv2: 1.4 } },
        queueLimit: 400,
        timeoutMs: 4000,
        contention: 0.02,
        coherency: 0.001,
        autoscaling: { minimum: 2, maximum: 6, targetUtilization: 0.6, lagMinutes: 4 },
        failure: { ...failure, scope: 'instance' },
        redundancy: { zones: 2, commonCause: 0.05, failoverMinutes: 1, zoneFailure: failure },
        instanceType: 'large',
        costPerInstanceMonth: 100,
      },
      {
        id: 'jobs',
        name: 'Jobs',
        kind: 'queue',
        instances: 2,
        concurrency: 20,
        serviceTime: { meanMs: 60 },
        failure,
      },
      {
        id: 'bank',
        name: 'Bank',
        kind: 'external',
        serviceTime: { meanMs: 60 },
        availability: 0.999,
        mttrMinutes: 20,
        failure,
        costPerThousandRequests: 1,
      },
      {
        id: 'desk',
        name: 'Desk',
        kind: 'supportDesk',
        timeZone: 'Europe/Berlin',
        holidays: 'DE',
        handlingMinutes: 9,
        patienceMinutes: 600,
        ticketsPerThousandRequests: 0.02,
        ticketsPerThousandFailures: 1,
        costPerAgentHour: 40,
        shifts: [{ hours: { days: [...everyDay], from: '08:00', to: '18:00' }, agents: 4 }],
      },
    ],
    journeys: [
      {
        id: 'order',
        name: 'Order',
        priorityClass: 'normal',
        timeoutMs: 8000,
        path: [
          { kind: 'visit', component: 'web', visits: 1.5, cacheHitRatio: 0.1 },
          {
            kind: 'parallel',
            branches: [
              [{ kind: 'visit', component: 'bank', cacheHitRatio: 0.4, serviceTime: { meanMs: 80 } }],
              [{ kind: 'visit', component: 'jobs', visits: 2, dependency: 'soft' }],
            ],
          },
        ],
      },
      {
        id: 'look',
        name: 'Look',
        priorityClass: 'low',
        path: [{ kind: 'visit', component: 'web', serviceTime: { meanMs: 50 } }],
      },
      { id: 'read', name: 'Read', priorityClass: 'low', path: [{ kind: 'visit', component: 'web' }] },
      { id: 'list', name: 'List', priorityClass: 'low', path: [{ kind: 'visit', component: 'web' }] },
    ],
    demand: {
      growth: { kind: 'linear', perYear: 0.3 },
      noise: { sigma: 0.2 },
      drivers: [
        {
          id: 'users',
          name: 'Users',
          unit: 'thousand',
          level: 10,
          growth: { kind: 'compound', perYear: 0.5 },
        },
      ],
      journeys: [
        { journey: 'order', level: 30 },
        { journey: 'look', level: 60, driver: { id: 'users', ratio: 2 } },
        {
          journey: 'read',
          level: 10,
          growth: { kind: 'sCurve', ceiling: 3, midpoint: '2027-06-01' },
          noise: { sigma: 0.1 },
        },
        { journey: 'list', level: 5, growth: { kind: 'steps', steps: [{ date: '2027-03-10', factor: 2 }] } },
      ],
      events: [{ id: 'sale', name: 'Sale', multiplier: 2, occurrence: { kind: 'calendar', when: weekly } }],
      surges: [{ id: 'news', name: 'News', perYear: 20, multiplier: 2, durationMinutes: 60 }],
    },
    operations: {
      repairCrews: 2,
      maintenance: [
        { id: 'care', name: 'Care', components: ['web'], effect: { kind: 'down' }, window: weekly },
      ],
      deployments: [
        {
          id: 'release',
          name: 'Release',
          components: ['web'],
          changeFailureRate: 0.2,
          rollbackMinutes: 20,
          window: weekly,
        },
      ],
      faults: [
        {
          id: 'cut',
          name: 'Cut',
          component: 'bank',
          at: '2027-03-10T12:17',
          durationMinutes: 30,
          effect: { kind: 'down' },
        },
      ],
    },
    clauses: [
      availability(),
      latency(900),
      {
        id: 'carry',
        name: 'Carry',
        metric: 'throughput',
        journey: 'order',
        tiers: { optimistic: carried, baseline: carried, stretch: carried },
      },
      {
        id: 'first',
        name: 'First',
        metric: 'supportResponse',
        component: 'desk',
        tiers: { optimistic: answered, baseline: answered, stretch: answered },
      },
    ],
  });
}
