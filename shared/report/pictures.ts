import type { MaybeBlock } from './document-parts.ts';
import type { ReportContext } from './report-context.ts';

const TINY = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 120"><rect x="1" y="1" width="638" height="118" fill="#e9eefb"/><text x="12" y="60" font-family="Inter" font-size="11">picture</text></svg>';

export function demandPicture(_context: ReportContext): MaybeBlock {
  return { kind: 'figure', caption: 'Demand', picture: { svg: TINY, alt: 'x' } };
}
export function utilizationPicture(_context: ReportContext): MaybeBlock {
  return { kind: 'figure', caption: 'Utilization', picture: { svg: TINY, alt: 'x' } };
}
export function monthStrips(_context: ReportContext, _promise: ReportContext['promises'][number]): MaybeBlock {
  return { kind: 'strips', caption: 'Probability by month', rows: [{ label: 'Baseline', note: '', picture: { svg: TINY, alt: 'x' } }] };
}
export function causesPicture(_context: ReportContext, _promise: ReportContext['promises'][number]): MaybeBlock {
  return null;
}
