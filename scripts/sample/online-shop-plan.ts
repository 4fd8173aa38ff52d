import type { PlanInput } from '#shared/domain/plan.ts';
import { SHOP_HOUR_OF_WEEK, SHOP_MONTH_OF_YEAR } from './seasons.ts';

const berlin = 'Europe/Berlin';
const allWeek = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

/**
 * An online shop that wants to promise more than it has so far: two regions, five journeys, six
 * components, strong growth and a Black Friday. Some of its targets hold and some do not.
 */
export const onlineShop: PlanInput = {
  schemaVersion: 1,
  id: 'online-shop-2027',
  name: 'Online shop 2027',
  description: 'What can the shop promise its marketplace partners for 2027 and 2028?',
  timeZone: berlin,
  currency: 'EUR',
  horizon: { start: '2027-01-01', months: 24, stepMinutes: 60 },
  confidence: 0.95,
  regions: [
    {
      id: 'europe', name: 'Europe', timeZone: berlin, share: 0.7,
      network: { meanMs: 28, p95Ms: 60 },
      devices: [
        { id: 'mobile', name: 'Mobile', share: 0.62, addedMs: 22 },
        { id: 'desktop', name: 'Desktop', share: 0.38, addedMs: 0 },
      ],
    },
    {
      id: 'north-america', name: 'North America', timeZone: 'America/New_York', share: 0.3,
      network: { meanMs: 95, p95Ms: 160 },
      devices: [
        { id: 'mobile', name: 'Mobile', share: 0.55, addedMs: 22 },
        { id: 'desktop', name: 'Desktop', share: 0.45, addedMs: 0 },
      ],
    },
  ],
  priorityClasses: [
    { id: 'critical', name: 'Critical', priority: 1 },
    { id: 'normal', name: 'Normal', priority: 2 },
    { id: 'background', name: 'Background', priority: 3 },
  ],
  components: [
    {
      id: 'edge', name: 'Edge', kind: 'pool', owner: 'Platform', instances: 4, concurrency: 64,
      serviceTime: { meanMs: 6, law: { kind: 'erlang', stages: 3 } }, queueLimit: 20_000,
      failure: { mtbfHours: { low: 2500, high: 6000 }, mttrMinutes: { low: 6, high: 15 }, scope: 'instance' },
      redundancy: { zones: 2, commonCause: 0.02 },
      costPerInstanceMonth: 210, position: { x: 180, y: 190 },
    },
    {
      id: 'web', name: 'Web', kind: 'pool', owner: 'Storefront', instances: 12, concurrency: 24,
      serviceTime: { meanMs: 55, law: { kind: 'lognormal', cv2: 0.8 } }, queueLimit: 4000, timeoutMs: 8000,
      contention: 0.004, coherency: 0.00002,
      autoscaling: { minimum: 12, maximum: 48, targetUtilization: 0.6, lagMinutes: 4 },
      failure: { mtbfHours: { low: 900, high: 2200 }, mttrMinutes: { low: 8, high: 20 }, scope: 'instance' },
      redundancy: { zones: 2, commonCause: 0.02 },
      costPerInstanceMonth: 340, position: { x: 340, y: 70 },
    },
    {
      id: 'catalogue', name: 'Catalogue', kind: 'pool', owner: 'Catalogue', instances: 10, concurrency: 32,
      serviceTime: { meanMs: { low: 40, high: 50 }, law: { kind: 'lognormal', cv2: 1.5 } }, queueLimit: 2000, timeoutMs: 3000,
      contention: 0.008, coherency: 0.00003,
      failure: { mtbfHours: { low: 1500, high: 3500 }, mttrMinutes: { low: 10, high: 30 }, scope: 'instance' },
      redundancy: { zones: 2, commonCause: 0.02 },
      costPerInstanceMonth: 420, position: { x: 510, y: 20 },
    },
    {
      id: 'cart-store', name: 'Cart store', kind: 'pool', owner: 'Checkout', instances: 6, concurrency: 16,
      serviceTime: { meanMs: { low: 25, high: 31 }, law: { kind: 'lognormalP95', p95OverMean: 2.6 } }, queueLimit: 200, timeoutMs: 2500,
      contention: { low: 0.017, high: 0.025 }, coherency: 0.00012, discipline: 'priority',
      failure: { mtbfHours: { low: 1440, high: 2880 }, mttrMinutes: { low: 15, high: 40 }, repairLaw: { kind: 'lognormal', cv2: 1.5 }, scope: 'component' },
      redundancy: { zones: 2 },
      maximumUtilization: 0.8, costPerInstanceMonth: 570, position: { x: 510, y: 150 },
    },
    {
      id: 'payment', name: 'Payment', kind: 'external', owner: 'Payments', availability: { low: 0.9993, high: 0.9997, shape: 'uniform' }, mttrMinutes: 25,
      serviceTime: { meanMs: 180, law: { kind: 'lognormal', cv2: 0.6 } }, timeoutMs: 10_000,
      promise: '99.95 % per calendar month, credits from 99.9 % down', position: { x: 510, y: 270 },
    },
    {
      id: 'support-desk', name: 'Support desk', kind: 'supportDesk', owner: 'Customer care', timeZone: berlin,
      shifts: [
        { hours: { days: [...weekdays], from: '08:00', to: '20:00' }, agents: 12 },
        { hours: { days: ['sat', 'sun'], from: '09:00', to: '18:00' }, agents: 6 },
      ],
      handlingMinutes: { low: 9, high: 12 }, patienceMinutes: 2880,
      ticketsPerThousandRequests: 0.0022, ticketsPerThousandFailures: 0.05, costPerAgentHour: 38,
      position: { x: 340, y: 310 },
    },
  ],
  journeys: [
    {
      id: 'browse', name: 'Browse', outcome: 'the page with its products is shown', priorityClass: 'normal',
      path: [
        { kind: 'visit', component: 'edge' },
        { kind: 'visit', component: 'web' },
        { kind: 'visit', component: 'catalogue', visits: 1.6, cacheHitRatio: { low: 0.8, high: 0.84 } },
      ],
    },
    {
      id: 'search', name: 'Search', outcome: 'results are listed', priorityClass: 'normal',
      path: [
        { kind: 'visit', component: 'edge' },
        { kind: 'visit', component: 'web' },
        { kind: 'visit', component: 'catalogue', visits: 2, serviceTime: { meanMs: 65, law: { kind: 'lognormal', cv2: 1.5 } } },
      ],
    },
    {
      id: 'cart', name: 'Cart', outcome: 'the cart shows what was put into it', priorityClass: 'critical',
      path: [
        { kind: 'visit', component: 'edge' },
        { kind: 'visit', component: 'web' },
        { kind: 'visit', component: 'cart-store', visits: 2 },
      ],
    },
    {
      id: 'checkout', name: 'Checkout', outcome: 'the order is placed', priorityClass: 'critical', timeoutMs: 30_000,
      path: [
        { kind: 'visit', component: 'edge' },
        { kind: 'visit', component: 'web' },
        { kind: 'visit', component: 'cart-store', visits: 3 },
        { kind: 'visit', component: 'payment' },
      ],
    },
    {
      id: 'nightly-export', name: 'Nightly export', outcome: 'partners receive the day’s orders', priorityClass: 'background',
      path: [
        { kind: 'visit', component: 'edge' },
        { kind: 'visit', component: 'cart-store', visits: 8 },
      ],
    },
  ],
  demand: {
    growth: { kind: 'compound', perYear: { low: 0.3, high: 0.6 } },
    season: { hourOfWeek: SHOP_HOUR_OF_WEEK, monthOfYear: SHOP_MONTH_OF_YEAR },
    noise: { sigma: 0.09, autocorrelation: 0.85, commonShare: 0.6 },
    journeys: [
      { journey: 'browse', level: { low: 400, high: 440 }, arrivalCv2: 1.4 },
      { journey: 'search', level: { low: 150, high: 170 }, arrivalCv2: 1.4 },
      { journey: 'cart', level: { low: 110, high: 125 }, arrivalCv2: 1.2 },
      { journey: 'checkout', level: { low: 26, high: 30 }, arrivalCv2: 1.2 },
      {
        journey: 'nightly-export', level: 2, growth: { kind: 'linear', perYear: 0.2 },
        season: { hourOfWeek: Array.from({ length: 168 }, (_none, hour) => (hour % 24 >= 1 && hour % 24 < 5 ? 6 : 0)) },
        noise: { sigma: 0 },
      },
    ],
    events: [
      {
        id: 'black-friday', name: 'Black Friday', shape: 'trapezoid', rampMinutes: 360, multiplier: { low: 1.9, high: 3.2 },
        occurrence: { kind: 'holiday', country: 'US', holiday: 'Thanksgiving Day', offsetDays: 1, startTime: '00:00', durationMinutes: 24 * 60 },
        journeys: ['browse', 'search', 'cart', 'checkout'],
      },
      {
        id: 'spring-sale', name: 'Spring sale', shape: 'plateau', multiplier: { low: 1.25, high: 1.6 },
        occurrence: { kind: 'calendar', when: { dtstart: '2027-04-15T08:00', durationMinutes: 3 * 24 * 60, rrule: 'FREQ=YEARLY', tzid: berlin } },
        journeys: ['browse', 'search', 'cart', 'checkout'],
      },
    ],
    surges: [
      { id: 'press', name: 'In the news', perYear: 3, multiplier: { low: 1.4, high: 2.4 }, durationMinutes: { low: 60, high: 240 }, journeys: ['browse', 'search'] },
    ],
  },
  shaping: [
    { id: 'door', name: 'Limit at the door', kind: 'rateLimit', journeys: ['browse', 'search'], rate: 6000, burst: 3000, whenEmpty: 'drop' },
    { id: 'shed-search', name: 'Shed search first', kind: 'loadShedding', component: 'catalogue', aboveUtilization: 0.92, priorityClasses: ['normal', 'background'] },
    { id: 'client-retries', name: 'Client retries', kind: 'retries', journeys: ['checkout'], maximumAttempts: 3, backoffMs: 200, budget: 0.1, dropExpired: true },
  ],
  operations: {
    maintenance: [
      {
        id: 'database-care', name: 'Database care', components: ['cart-store'], effect: { kind: 'down' }, noticeHours: 72,
        window: { dtstart: '2027-01-03T03:30', durationMinutes: 20, rrule: 'FREQ=WEEKLY;BYDAY=SU', tzid: berlin },
      },
    ],
    deployments: [
      {
        id: 'web-release', name: 'Web release', components: ['web'], effect: { kind: 'reduced', share: 0.1 }, changeFailureRate: { low: 0.03, high: 0.08 },
        failureEffect: { kind: 'reduced', share: 0.5 }, rollbackMinutes: { low: 8, high: 20 },
        window: { dtstart: '2027-01-05T10:00', durationMinutes: 30, rrule: 'FREQ=WEEKLY;BYDAY=TU,TH', tzid: berlin },
      },
    ],
  },
  clauses: [
    {
      id: 'checkout-p95', name: 'Checkout p95', metric: 'latency', journey: 'checkout',
      tiers: {
        optimistic: { percentile: 0.95, atMostMs: 1000 },
        baseline: { percentile: 0.95, atMostMs: 700 },
        stretch: { percentile: 0.95, atMostMs: 600 },
      },
      measurementMethod: 'Server-side timers at the edge plus synthetic checkouts from two cities per region, every minute.',
    },
    {
      id: 'checkout-availability', name: 'Checkout availability', metric: 'availability', journey: 'checkout', budgetingMethod: 'occurrences',
      tiers: { optimistic: { atLeast: 0.99 }, baseline: { atLeast: 0.995 }, stretch: { atLeast: 0.999 } },
      measurementMethod: 'Share of checkout requests answered without a server error, counted at the edge.',
    },
    {
      id: 'search-errors', name: 'Search error rate', metric: 'errorRate', journey: 'search',
      tiers: { optimistic: { atMost: 0.05 }, baseline: { atMost: 0.01 }, stretch: { atMost: 0.001 } },
      measurementMethod: 'Share of searches that fail or are turned away, counted at the edge.',
    },
    {
      id: 'browse-throughput', name: 'Throughput at peak', metric: 'throughput', journey: 'browse',
      scope: { hours: [{ days: [...allWeek], from: '18:00', to: '22:00' }] },
      tiers: {
        optimistic: { atLeastPerSecond: 1400, share: 0.95 },
        baseline: { atLeastPerSecond: 2200, share: 0.95 },
        stretch: { atLeastPerSecond: 4800, share: 0.95 },
      },
      measurementMethod: 'Load test with the month’s own mix, once per quarter, between 18:00 and 22:00.',
    },
    {
      id: 'first-response', name: 'First response, support', metric: 'supportResponse', component: 'support-desk',
      tiers: {
        optimistic: { share: 0.9, withinMinutes: 480 },
        baseline: { share: 0.9, withinMinutes: 240 },
        stretch: { share: 0.9, withinMinutes: 60 },
      },
      measurementMethod: 'Time from ticket to first human answer within desk hours, from the ticket system.',
    },
  ],
  proposal: {
    title: 'Service level proposal 2027–2028',
    customer: 'Marketplace partners',
    provider: 'Online shop',
    preparedBy: 'Capacity planning',
    sponsor: 'Chief operating officer',
    summary: 'We propose service levels for the journeys that partners depend on, with what we assume about growth, peaks and operations, and how sure we are that each level can be kept.',
    ownership: [
      { clause: 'checkout-p95', responsible: 'Checkout team', accountable: 'Head of engineering', consulted: 'Payments, Platform', informed: 'Partners' },
      { clause: 'checkout-availability', responsible: 'Checkout team', accountable: 'Head of engineering', consulted: 'Payments', informed: 'Partners' },
      { clause: 'search-errors', responsible: 'Catalogue team', accountable: 'Head of engineering', consulted: 'Storefront', informed: 'Partners' },
      { clause: 'browse-throughput', responsible: 'Storefront team', accountable: 'Head of engineering', consulted: 'Platform', informed: 'Marketing' },
      { clause: 'first-response', responsible: 'Customer care', accountable: 'Head of service', consulted: 'Product', informed: 'Partners' },
    ],
    escalation: [
      { name: 'Engineer on duty', contact: 'on-duty rota', withinMinutes: 15, trigger: 'Budget of a clause burns ten times too fast for 15 minutes' },
      { name: 'Incident lead', contact: 'incident channel', withinMinutes: 30, trigger: 'Not mitigated by the engineer on duty' },
      { name: 'Head of engineering', contact: 'by phone', withinMinutes: 120, trigger: 'A quarter of the month’s budget is gone' },
    ],
    remediation: [
      { severity: 'Severity 1', meaning: 'Checkout is not possible', acknowledgeMinutes: 15, restoreMinutes: 120, reviewDays: 5 },
      { severity: 'Severity 2', meaning: 'A journey is slow or partly failing', acknowledgeMinutes: 30, restoreMinutes: 480, reviewDays: 10 },
    ],
    exclusions: [
      'Announced maintenance inside the windows of this document.',
      'Failures of the partner’s own network or systems.',
      'Load above the growth range assumed here, from the day it is reported.',
    ],
    contingencies: ['Static catalogue from the edge when the catalogue is down.', 'Payment by invoice when the payment provider is down.'],
    rollback: ['Any release that raises the error rate for five minutes is rolled back.', 'Targets fall back to the optimistic tier while a deviation is investigated.'],
    validation: ['Load test at twice the expected Black Friday load, each September.', 'Fault injection in the cart store, each quarter.'],
    reviewCadence: { everyMonths: 3, next: '2027-04-01' },
    approvers: [{ role: 'Engineering' }, { role: 'Customer care' }, { role: 'Product' }, { role: 'Legal' }],
    rollout: [
      { name: 'Pilot', start: '2027-01-15', scope: 'Checkout in Europe, three partners', criteria: 'Two months within the baseline tier' },
      { name: 'All partners', start: '2027-04-01', scope: 'All journeys, both regions', criteria: 'One quarter without an open deviation' },
    ],
    serviceCredits: [
      { clause: 'checkout-availability', belowAttainment: 0.995, creditShare: 0.05 },
      { clause: 'checkout-availability', belowAttainment: 0.99, creditShare: 0.15 },
    ],
    links: [],
    howToClaim: 'Write to partner support within 30 days after the month’s report, naming the clause and the days. Credits appear on the next invoice.',
  },
  baseScenarioName: 'Baseline growth',
  scenarios: [
    {
      id: 'black-friday-x4', name: 'Black Friday ×4', parent: 'base',
      overrides: [
        { path: 'demand/events/black-friday/multiplier', value: { low: 3.5, high: 4.5 } },
        { path: 'components/cart-store/instances', value: 8 },
        { path: 'shaping/door/rate', value: 9000 },
      ],
    },
  ],
};
