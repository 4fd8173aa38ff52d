import { label, type LabelSpace } from './label-space.ts';
import type { Box, Mark, Role } from './scene.ts';
import { fitText, textWidth } from './text-size.ts';

/* What heat maps have in common: quiet cells up to a threshold, warm ones above it, a dot where all is taken. */

export interface CellSize {
  width: number;
  height: number;
}

/** Names of the rows, left of the cells. */
export function drawRowNames(
  rows: readonly { name: string }[],
  plot: Box,
  rowHeight: number,
  space: LabelSpace,
): Mark[] {
  return rows.flatMap(({ name }, index) => {
    const y = plot.y + (index + 0.5) * rowHeight + 4;
    return space.place([label(plot.x - 8, y, fitText(name, plot.x - 8, 11), { anchor: 'end' })]) ?? [];
  });
}

/** One cell. `value`: share of a limit; null: not known yet. */
export function drawCell(
  plot: Box,
  { width, height }: CellSize,
  place: { row: number; column: number; key: string },
  value: number | null,
  threshold: number,
): Mark[] {
  const gap = width > 5 ? 1 : 0.25;
  const box = {
    x: plot.x + place.column * width + gap,
    y: plot.y + place.row * height + 1,
    width: width - 2 * gap,
    height: height - 2,
  };
  const rect: Mark = {
    kind: 'rect',
    ...box,
    radius: Math.min(2.5, width / 4),
    fill: value === null ? 'sunken' : heatRole(value, threshold),
    key: place.key,
  };
  return value !== null && value >= 1 ? [rect, fullDot(box)] : [rect];
}

/** `words`: of quiet, warm and full cells. */
export function drawHeatLegend(
  words: { quiet: string; warm: string; full: string },
  plot: Box,
  height: number,
  space: LabelSpace,
): Mark[] {
  const keys: { role: Role; text: string; dot?: boolean }[] = [
    { role: 'heat-3', text: words.quiet },
    { role: 'warm-2', text: words.warm },
    { role: 'warm-4', text: words.full, dot: true },
  ];
  const size = 9;
  const top = height - size - 4;
  let x = plot.x;
  return keys.flatMap(({ role, text, dot }): Mark[] => {
    const placed = space.place([label(x + size + 5, top + size - 0.5, text)]);
    if (!placed) return [];
    const box = { x, y: top, width: size, height: size };
    x += size + 5 + textWidth(text, 11) + 14;
    return [{ kind: 'rect', ...box, radius: 2, fill: role }, ...(dot ? [fullDot(box)] : []), placed];
  });
}

/** How warm a cell is: four quiet steps to the threshold, four warm ones from it to full. */
export function heatRole(value: number, threshold: number): Role {
  if (value >= 1) return 'warm-4';
  const step = (share: number, steps: number) =>
    1 + Math.min(steps - 1, Math.max(0, Math.floor(share * steps)));
  return value < threshold
    ? (`heat-${step(value / threshold, 4)}` as Role)
    : (`warm-${step((value - threshold) / Math.max(1e-9, 1 - threshold), 3)}` as Role);
}

const fullDot = ({ x, y, width, height }: Box): Mark => ({
  kind: 'circle',
  cx: x + width / 2,
  cy: y + height / 2,
  r: Math.min(2, width / 4),
  fill: 'surface',
});
