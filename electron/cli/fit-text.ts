import { formatQuantity } from '#shared/units/quantity-text.ts';
import type { DemandFit } from '#shared/history/demand-fit.ts';
import { formatTable, wrapText } from './table.ts';

/** What a fit found, for people. */
export function formatFit(fit: DemandFit): string {
  const { trend } = fit;
  return [
    `${fit.seriesName} (${fit.file}), ${fit.fittedFrom.slice(0, 10)} to ${fit.fittedTo.slice(0, 10)}`,
    `  method     ${fit.method}`,
    `  seasons    ${fit.seasons.join(', ') || 'none'}`,
    `  level      ${formatQuantity(fit.level)} per second at the start of the plan`,
    `  trend      ${formatShare(trend.perYear)} a year (${formatShare(trend.low)} to ${formatShare(trend.high)})`,
    `  error      MASE ${fit.mase.toFixed(3)}, the best simple method ${fit.baselineMase.toFixed(3)}`,
    `  coverage   ${formatShare(fit.coverage95)} of held-out points inside the 95\u00a0% interval`,
    ...fit.warnings.map((warning) => wrapText(`! ${warning}`, 96, '  ')),
    '',
    formatTable(
      [
        { title: 'method' },
        { title: 'MASE', align: 'right' },
        { title: 'inside 95\u00a0%', align: 'right' },
        { title: 'origins', align: 'right' },
      ],
      fit.backtest.map((row) => [
        row.method,
        row.mase.toFixed(3),
        row.coverage95 === null ? '–' : formatShare(row.coverage95),
        String(row.origins),
      ]),
    ),
  ].join('\n');
}

/** `0.123` → `12.3 %`. */
export const formatShare = (share: number): string => `${(share * 100).toFixed(1)}\u00a0%`;
