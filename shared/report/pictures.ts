import { layoutCausesBar } from '../charts/causes-bar.ts';
import { layoutFanChart } from '../charts/fan-chart.ts';
import { layoutHeatMap } from '../charts/heat-map.ts';
import { layoutMonthStrip } from '../charts/month-strip.ts';
import { numberText, percentText } from '../charts/number-text.ts';
import { demandFan, tierCauses, tierMonthStrip } from '../charts/run-charts.ts';
import type { Scene } from '../charts/scene.ts';
import { sceneToSvg } from '../charts/scene-to-svg.ts';
import { utilizationHeatMap } from '../charts/utilization-heat.ts';
import { listWords } from '../verdicts/number-words.ts';
import type { TierVerdict } from '../verdicts/verdict-document.ts';
import {
  causeWords,
  formatProbability,
  formatWindow,
  formatWindowLong,
  shortTarget,
  tierWords,
} from '../verdicts/words.ts';
import type { MaybeBlock } from './document-parts.ts';
import type { JudgedClause, ReportContext } from './report-context.ts';
import type { Picture } from './report-document.ts';
import { dateText } from './words/date-text.ts';

/** Widths in CSS pixels that fill the page, and the column beside a strip's label, at three quarters of their size. */
const PAGE_WIDTH = 627;
const STRIP_WIDTH = 488;

/** Demand as a fan, with the rate at which the first component saturates. */
export function demandPicture({ pictures, plan }: ReportContext): MaybeBlock {
  const fan = pictures.demand.total;
  if (fan.dates.length === 0) return null;
  const data = demandFan(pictures, plan);
  const last = fan.dates.length - 1;
  const limits = (data.thresholds ?? []).map(({ name, value }) => `${name} at ${numberText(value)}`);
  const alt =
    `Requests per second in the busiest hour of each day. The median goes from ${numberText(fan.p50[0]!)} on ${dateText(fan.dates[0]!)} ` +
    `to ${numberText(fan.p50[last]!)} on ${dateText(fan.dates[last]!)}; on that day 95 % of futures lie between ` +
    `${numberText(fan.p2_5[last]!)} and ${numberText(fan.p97_5[last]!)}. The highest median is ${numberText(Math.max(...fan.p50))}.` +
    (limits.length > 0 ? ` Marked: ${limits.join(', ')}.` : '');
  return figure(
    'Requests per second in the busiest hour of each day: median, 50, 80 and 95\u00a0% of futures',
    layoutFanChart(data, { width: PAGE_WIDTH, height: 250 }),
    alt,
  );
}

/** Months by components, coloured where they get too busy. */
export function utilizationPicture({ pictures, plan }: ReportContext): MaybeBlock {
  const data = utilizationHeatMap(pictures, plan);
  if (data.rows.length === 0) return null;
  const peaks = data.rows.map(({ name, values }) => {
    const top = Math.max(...values);
    return `${name} ${percentText(Math.round(top * 100) / 100)} in ${formatWindowLong(data.columns[values.indexOf(top)]!)}`;
  });
  const height = 40 + data.rows.length * 22;
  return figure(
    'Utilization in the busiest hour of each month, 95th percentile of futures',
    layoutHeatMap(data, { width: PAGE_WIDTH, height }),
    `Utilization by component and month. Highest values: ${peaks.join('; ')}.`,
  );
}

/** The probability of every tier, window by window. */
export function monthStrips({ plan }: ReportContext, { clause, verdict }: JudgedClause): MaybeBlock {
  const rows = verdict.tiers.filter(({ windows }) => windows.length > 0);
  return (
    rows.length > 0 && {
      kind: 'strips',
      caption: `${clause.name}: probability that each period is kept, against ${percentText(plan.confidence)}`,
      rows: rows.map((judged) => ({
        label: tierWords[judged.tier],
        note: shortTarget(clause, judged.tier),
        picture: toPicture(
          layoutMonthStrip(tierMonthStrip(judged, plan.confidence), { width: STRIP_WIDTH, height: 54 }),
          `${clause.name}, ${judged.tier} tier`,
          describeStrip(judged),
        ),
      })),
    }
  );
}

/** What breaches of the proposed tier are owed to; left out where it holds. */
export function causesPicture({ clause, verdict }: JudgedClause): MaybeBlock {
  const baseline = verdict.tiers.find(({ tier }) => tier === 'baseline');
  if (!baseline || baseline.verdict === 'sustainable' || baseline.reason.causes.length === 0) return null;
  const shares = baseline.reason.causes.map(
    ({ cause, share }) => `${causeWords[cause]} ${percentText(share)}`,
  );
  const caption = `${clause.name}, baseline: what missed periods are owed to`;
  return figure(
    caption,
    layoutCausesBar(tierCauses(baseline), { width: PAGE_WIDTH }),
    `Shares of what goes wrong in missed periods: ${listWords(shares)}.`,
  );
}

function describeStrip({ tier, windows }: TierVerdict): string {
  const first = windows[0]!;
  const last = windows.at(-1)!;
  const worst = windows.reduce((least, next) => (next.probability < least.probability ? next : least));
  const said = ({ window, probability }: typeof first) =>
    `${formatProbability(probability)} in ${formatWindow(window)}`;
  return `${tierWords[tier]} tier: ${said(first)}, ${said(last)}; lowest ${said(worst)}.`;
}

const figure = (caption: string, scene: Scene, alt: string): MaybeBlock => ({
  kind: 'figure',
  caption,
  picture: toPicture(scene, caption, alt),
});

const toPicture = (scene: Scene, title: string, alt: string): Picture => ({
  svg: sceneToSvg(scene, { theme: 'print', title, description: alt }),
  alt,
});
