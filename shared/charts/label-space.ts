import type { Box, Size, TextMark } from './scene.ts';
import { textBox } from './text-size.ts';

const LABEL_SIZE = 11;
/** Pixels between neighbours on one line. */
const GAP = 6;

/** Where labels already are, so that none lies over another or leaves the picture. */
export interface LabelSpace {
  /** The first candidate that is free becomes the label; null when there is no room for any. */
  place(candidates: readonly TextMark[]): TextMark | null;
  /** Keeps a place free of labels. */
  reserve(box: Box): void;
}

export function createLabelSpace({ width, height }: Size): LabelSpace {
  const taken: Box[] = [];
  const isFree = (box: Box) =>
    box.x >= -0.5 &&
    box.y >= -0.5 &&
    box.x + box.width <= width + 0.5 &&
    box.y + box.height <= height + 0.5 &&
    taken.every((other) => !overlaps(box, other));
  return {
    place(candidates) {
      const label = candidates.find((candidate) => isFree(textBox(candidate)));
      if (!label) return null;
      taken.push(textBox(label));
      return label;
    },
    reserve: (box) => void taken.push(box),
  };
}

/** Two labels touch, or stand too close on one line. */
function overlaps(a: Box, b: Box): boolean {
  return (
    a.x < b.x + b.width + GAP && b.x < a.x + a.width + GAP && a.y < b.y + b.height && b.y < a.y + a.height
  );
}

export type LabelOptions = Partial<Pick<TextMark, 'anchor' | 'fill' | 'weight' | 'halo' | 'size' | 'key'>>;

export function label(x: number, y: number, text: string, options: LabelOptions = {}): TextMark {
  return { kind: 'text', x, y, text, size: LABEL_SIZE, anchor: 'start', fill: 'ink-2', ...options };
}

export interface EndLabel {
  y: number;
  text: string;
  fill?: TextMark['fill'];
  weight?: TextMark['weight'];
}

/** Labels at the ends of lines, pushed apart; the last of them go where there is no room for all. */
export function placeEndLabels(
  x: number,
  labels: readonly EndLabel[],
  top: number,
  bottom: number,
): TextMark[] {
  const pitch = LABEL_SIZE + 3;
  const fitting = labels
    .slice(0, Math.max(1, Math.floor((bottom - top) / pitch) + 1))
    .toSorted((a, b) => a.y - b.y);
  const ys = fitting.map(({ y }) => Math.min(bottom, Math.max(top, y)));
  for (let index = 1; index < ys.length; index += 1) ys[index] = Math.max(ys[index]!, ys[index - 1]! + pitch);
  for (let index = ys.length - 1, limit = bottom; index >= 0; index -= 1, limit = ys[index + 1]! - pitch) {
    ys[index] = Math.min(ys[index]!, limit);
  }
  return fitting.map(({ text, fill, weight }, index) =>
    label(x, ys[index]! + LABEL_SIZE * 0.35, text, { fill: fill ?? 'ink-2', weight }),
  );
}
