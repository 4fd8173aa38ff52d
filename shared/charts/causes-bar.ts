import { createLabelSpace, label } from './label-space.ts';
import { percentText } from './number-text.ts';
import type { Mark, Role, Scene, Size } from './scene.ts';
import { fitText, textWidth } from './text-size.ts';

/** Shares of a whole, largest first when drawn; what is below half a percent is left to the table. */
export interface CausesBarData {
  causes: readonly { id: string; name: string; share: number }[];
}

/** One colour per cause wherever it appears. */
const ROLES: Record<string, Role> = {
  load: 'category-1',
  failure: 'category-2',
  deployment: 'category-3',
  dependency: 'category-4',
  maintenance: 'category-5',
  shaping: 'category-6',
  staffing: 'category-7',
  rateLimited: 'category-6',
  shed: 'category-5',
  rejected: 'category-1',
  timedOut: 'category-3',
  failed: 'category-2',
};
const NAMES: Record<string, string> = {
  load: 'Load',
  failure: 'Failures',
  deployment: 'Deployments',
  dependency: 'Dependencies',
  maintenance: 'Maintenance',
  shaping: 'Traffic shaping',
  staffing: 'Staffing',
  rateLimited: 'Rate limited',
  shed: 'Shed',
  rejected: 'Queue full',
  timedOut: 'Timed out',
  failed: 'Failed',
};
const BAR = 10;
const ROW = 19;

export const causeName = (cause: string): string => NAMES[cause] ?? cause;
export const causeRole = (cause: string): Role => ROLES[cause] ?? 'category-4';

/** A bar of shares with its key below in columns; the height follows from the number of causes. */
export function layoutCausesBar({ causes }: CausesBarData, { width }: Pick<Size, 'width'>): Scene {
  const total = causes.reduce((sum, { share }) => sum + share, 0);
  const shown = causes
    .filter(({ share }) => share / (total || 1) >= 0.005)
    .toSorted((a, b) => b.share - a.share);
  const columns = width >= 260 ? 2 : 1;
  const height = BAR + 8 + Math.ceil(shown.length / columns) * ROW;
  const space = createLabelSpace({ width, height });
  const columnWidth = (width - (columns - 1) * 16) / columns;
  let x = 0;
  const segments = shown.map(({ id, share }, index): Mark & { kind: 'rect' } => {
    const length = (share / total) * width;
    const gap = index < shown.length - 1 ? Math.min(1, length / 2) : 0;
    const segment = {
      kind: 'rect' as const,
      x,
      y: 0,
      width: Math.max(0.5, length - gap),
      height: BAR,
      fill: causeRole(id),
      key: id,
    };
    x += length;
    return { ...segment, radius: 2 };
  });
  const key = shown.flatMap(({ id, name, share }, index): Mark[] => {
    const left = (index % columns) * (columnWidth + 16);
    const y = BAR + 8 + Math.floor(index / columns) * ROW + 12;
    const value = space.place([
      label(left + columnWidth, y, percentText(share), { anchor: 'end', fill: 'ink', weight: 500 }),
    ]);
    const room = columnWidth - 14 - textWidth(percentText(share), 11, 500) - 6;
    const text = space.place([label(left + 14, y, fitText(name, room, 11))]);
    const swatch: Mark = {
      kind: 'rect',
      x: left,
      y: y - 8,
      width: 8,
      height: 8,
      radius: 2,
      fill: causeRole(id),
    };
    return [swatch, ...[text, value].filter((mark) => mark !== null)];
  });
  return {
    width,
    height,
    plot: { x: 0, y: 0, width, height: BAR },
    marks: [...segments, ...key],
    readout: {
      points: segments.map((segment, index) => ({
        x: segment.x + segment.width / 2,
        label: shown[index]!.name,
        values: [{ name: 'share', text: percentText(shown[index]!.share), role: segment.fill! }],
        key: shown[index]!.id,
      })),
    },
    table: {
      columns: [
        { title: 'Cause', numeric: false },
        { title: 'Share', unit: 'share', numeric: true },
      ],
      rows: causes.map(({ name, share }) => [name, share]),
    },
  };
}
