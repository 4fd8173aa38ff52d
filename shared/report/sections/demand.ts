import { highEnd, isRange, type Quantity } from '../../units/quantity.ts';
import { listWords } from '../../verdicts/number-words.ts';
import {
  heading,
  type MaybeBlock,
  type MaybeSection,
  note,
  paragraph,
  section,
  table,
} from '../document-parts.ts';
import { demandPicture } from '../pictures.ts';
import type { ReportContext } from '../report-context.ts';
import { amountText, factorText, minutesText, shareText } from '../words/amount-text.ts';
import { dateText } from '../words/date-text.ts';
import { courseText, growthText, occasionText, seasonSentences } from '../words/demand-text.ts';

/** How much is asked of the service: levels, growth, seasons, peaks, surges. */
export function demandSection(context: ReportContext): MaybeSection {
  const { demand } = context.plan;
  const seasons = seasonSentences(demand.season);
  return section('demand', 'Demand we assume', [
    paragraph(
      `The promises hold for the demand described here. Overall demand ${courseText(demand)}. ` +
        'A range means that the true value is not known: nine in ten simulated futures draw a value inside it.',
    ),
    demandPicture(context),
    levelTable(context),
    context.history.length > 0 && heading('Where the figures come from'),
    historyTable(context),
    seasons.length > 0 && heading('Week and year'),
    seasons.length > 0 && paragraph(`${seasons.join(' ')} Both profiles follow each region’s own clock.`),
    isPresent(demand.noise.sigma) &&
      paragraph(
        `Around this expectation an hour’s demand scatters by ${shareText(demand.noise.sigma)} (standard deviation of its logarithm), with memory from hour to hour.`,
      ),
    context.plan.regions.length > 0 && heading('Regions'),
    regionTable(context),
    demand.events.length + demand.surges.length > 0 && heading('Peaks'),
    eventTable(context),
    surgeTable(context),
    demand.surges.length > 0 &&
      note('Surges come at random times; how many, how high and how long differs in every simulated future.'),
  ]);
}

function levelTable({ plan, names }: ReportContext): MaybeBlock {
  return table('Mean demand at the start, by journey', plan.demand.journeys, [
    {
      heading: 'Journey',
      width: 1.2,
      cell: ({ journey }) => ({
        strong: names.journey(journey),
        note: plan.journeys.find(({ id }) => id === journey)?.outcome ?? '',
      }),
    },
    { heading: 'Requests per second', align: 'end', width: 0.9, cell: ({ level }) => amountText(level) },
    {
      heading: 'Development',
      width: 1.4,
      cell: ({ growth }) => (growth ? growthText(growth) : 'as overall demand'),
    },
    {
      heading: 'Source',
      width: 1.4,
      cell: ({ fittedFrom, driver }) => {
        if (driver)
          return `${amountText(driver.ratio)} for each ${plan.demand.drivers.find(({ id }) => id === driver.id)?.name ?? driver.id}`;
        return fittedFrom ? `fitted to ${fittedFrom.series} in ${fittedFrom.file}` : 'assumption';
      },
    },
  ]);
}

function historyTable({ history }: ReportContext): MaybeBlock {
  return table('Imported history', history, [
    { heading: 'File', width: 1.4, cell: ({ file }) => file },
    { heading: 'Series', width: 1.2, cell: ({ series }) => series },
    { heading: 'From', align: 'end', width: 'auto', cell: ({ from }) => dateText(from) },
    { heading: 'To', align: 'end', width: 'auto', cell: ({ to }) => dateText(to) },
  ]);
}

function regionTable({ plan }: ReportContext): MaybeBlock {
  const network = (meanMs: Quantity, p95Ms?: number) =>
    `${amountText(meanMs, 'ms')}${p95Ms === undefined ? '' : `, p95 ${amountText(p95Ms, 'ms')}`}`;
  return table('Regions, their clocks and networks', plan.regions, [
    { heading: 'Region', cell: ({ name, timeZone }) => ({ strong: name, note: timeZone }) },
    { heading: 'Share of demand', align: 'end', width: 'auto', cell: ({ share }) => shareText(share) },
    {
      heading: 'Network, there and back',
      align: 'end',
      width: 'auto',
      cell: (region) => network(region.network.meanMs, region.network.p95Ms),
    },
    {
      heading: 'Devices',
      width: 1.4,
      cell: ({ devices }) =>
        devices
          .map(
            ({ name, share, addedMs }) =>
              `${name} ${shareText(share)}${isPresent(addedMs) ? `, adds ${amountText(addedMs, 'ms')}` : ''}`,
          )
          .join('; ') || 'not told apart',
    },
  ]);
}

function eventTable({ plan, names }: ReportContext): MaybeBlock {
  return table('Peaks we foresee', plan.demand.events, [
    {
      heading: 'Peak',
      cell: ({ name, journeys }) => ({
        strong: name,
        note: journeys ? listWords(journeys.map(names.journey)) : 'all journeys',
      }),
    },
    { heading: 'When', width: 1.6, cell: occasionText },
    {
      heading: 'Demand at its height',
      align: 'end',
      width: 0.9,
      cell: ({ multiplier }) => factorText(multiplier),
    },
  ]);
}

function surgeTable({ plan, names }: ReportContext): MaybeBlock {
  return table('Surges nobody foresees', plan.demand.surges, [
    {
      heading: 'Surge',
      cell: ({ name, journeys }) => ({
        strong: name,
        note: journeys ? listWords(journeys.map(names.journey)) : 'all journeys',
      }),
    },
    { heading: 'A year', align: 'end', width: 'auto', cell: ({ perYear }) => amountText(perYear) },
    { heading: 'Lasts', align: 'end', cell: ({ durationMinutes }) => minutesText(durationMinutes) },
    { heading: 'Demand meanwhile', align: 'end', cell: ({ multiplier }) => factorText(multiplier) },
  ]);
}

const isPresent = (value: Quantity): boolean => isRange(value) || highEnd(value) > 0;
