import { numberText } from '#shared/charts/number-text.ts';
import type { Outages } from '#shared/engine/run-pictures.ts';
import { lengthText } from '#renderer/app/recurrence/presets.ts';

/** `In 24 months 8.6 outages (5 to 13 in nine futures of ten) take 3.3 h (1.2 h to 6 h).` */
export function outageSentence({ horizon: { count, minutes } }: Outages, months: number): string {
  const number = `${numberText(count.mean)} outage${count.mean === 1 ? '' : 's'}`;
  const counts = `${numberText(count.p5)} to ${numberText(count.p95)} in nine futures of ten`;
  const length = `${lengthText(minutes.mean)} (${lengthText(minutes.p5)} to ${lengthText(minutes.p95)})`;
  return `In ${months} month${months === 1 ? '' : 's'}, ${number} (${counts}) take ${length}.`;
}
