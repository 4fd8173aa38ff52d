import type { Metric } from '../../domain/clause.ts';
import { facts, type MaybeSection, section } from '../document-parts.ts';
import type { ReportContext } from '../report-context.ts';

/** Words with an exact meaning, those that this document uses. */
export function glossarySection({ plan, promises, verdict }: ReportContext): MaybeSection {
  const metrics = new Set<Metric>(promises.map(({ clause }) => clause.metric));
  const isAbout = (metric: Metric, entry: Entry): Entry[] => (metrics.has(metric) ? [entry] : []);
  const entries: Entry[] = [
    [
      'Attainment',
      'What was measured, in the terms of the promise: for example the share of requests that were fast enough.',
    ],
    ...isAbout('availability', [
      'Availability',
      'The share of a journey’s requests (or minutes, where so said) in which the journey works for the customer.',
    ]),
    ['Breach', 'A period whose attainment misses the target agreed.'],
    ['Error budget', 'What a promise allows to go wrong in a period: at 99.8 %, two requests in a thousand.'],
    ...isAbout('errorRate', [
      'Error rate',
      'The share of valid requests that fail, counted as the accounting rules say.',
    ]),
    ['Future', 'One simulated course of events over the whole horizon.'],
    ['Journey', 'Something a customer sets out to do, with an outcome they recognise.'],
    ...isAbout('latency', [
      'Latency',
      'Time from the customer’s request to the complete answer, network included.',
    ]),
    ...isAbout('latency', [
      'Percentile',
      'The value that the given share of requests does not exceed. p95: 95 of 100 requests are at least as fast.',
    ]),
    ['Period', 'The span over which a promise is measured, such as a calendar month.'],
    ...isAbout('supportResponse', [
      'Support response',
      'Time from a ticket to the first answer by a person, counted in desk hours.',
    ]),
    ...isAbout('throughput', [
      'Throughput',
      'Requests per second that the service can carry beside all other demand of that moment.',
    ]),
    [
      'Tier',
      'One of three levels of the same promise: optimistic is the most cautious figure, baseline the one proposed, stretch the most ambitious.',
    ],
    ['Utilization', 'The busy share of a component. The closer to full, the longer requests wait.'],
  ];
  return section('glossary', 'Words used here', [
    (promises.length > 0 || verdict.clauses.length > 0 || plan.components.length > 0) &&
      facts(entries.map(([term, text]) => ({ term, text }))),
  ]);
}

type Entry = readonly [term: string, text: string];
