/**
 * A picture as plain data: marks with the name of their role instead of a colour, so that the page
 * (CSS variables), the PDF and an exported file can each paint the same layout. Lengths in CSS pixels.
 */
export interface Scene {
  width: number;
  height: number;
  /** Where the data are drawn; the cross-hair stays inside. */
  plot: Box;
  marks: Mark[];
  readout: Readout;
  table: ChartTable;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const roles = [
  'ink',
  'ink-2',
  'ink-3',
  'line',
  'line-strong',
  'surface',
  'sunken',
  'accent',
  'accent-soft',
  'fan-95',
  'fan-80',
  'fan-50',
  'holds',
  'holds-soft',
  'risk',
  'risk-soft',
  'fails',
  'fails-soft',
  'unknown',
  'unknown-soft',
  /** Quiet steps up to the threshold of a heat map, and warm ones above it. */
  'heat-1',
  'heat-2',
  'heat-3',
  'heat-4',
  'warm-1',
  'warm-2',
  'warm-3',
  'warm-4',
  /** Kinds without an order: causes, lanes of a timeline. */
  'category-1',
  'category-2',
  'category-3',
  'category-4',
  'category-5',
  'category-6',
  'category-7',
] as const;
export type Role = (typeof roles)[number];

export interface Paint {
  fill?: Role;
  stroke?: Role;
  strokeWidth?: number;
  /** Lengths of dash and gap. */
  dash?: number[];
  opacity?: number;
  /** Names what was drawn, for selection. */
  key?: string;
}

interface PathMark extends Paint {
  kind: 'path';
  d: string;
}
interface LineMark extends Paint {
  kind: 'line';
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}
interface RectMark extends Paint, Box {
  kind: 'rect';
  radius?: number;
}
interface CircleMark extends Paint {
  kind: 'circle';
  cx: number;
  cy: number;
  r: number;
}
export interface TextMark extends Paint {
  kind: 'text';
  x: number;
  /** Base line. */
  y: number;
  text: string;
  size: number;
  anchor: 'start' | 'middle' | 'end';
  weight?: 400 | 500 | 600;
  /** A rim in the colour of the paper, for text that lies over data. */
  halo?: boolean;
}
export interface GroupMark {
  kind: 'group';
  key?: string;
  children: Mark[];
}
export type Mark = PathMark | LineMark | RectMark | CircleMark | TextMark | GroupMark;

/** What hovering and the arrow keys read out. */
interface Readout {
  /** In reading order: row by row, then from left to right. */
  points: ReadoutPoint[];
}

export interface ReadoutPoint {
  x: number;
  /** Given where the picture is a grid: the nearest point counts in both directions. */
  y?: number;
  row?: number;
  /** "Fri 26 Nov 2027". */
  label: string;
  /** Values with their units, in the order they are shown. */
  values: { name: string; text: string; role?: Role }[];
  /** Where the values lie on the picture. */
  dots?: { y: number; role: Role }[];
  key?: string;
}

/** The same data as rows and columns. Numbers are raw; `unit` says in what. */
export interface ChartTable {
  columns: { title: string; unit?: string; numeric: boolean }[];
  rows: (string | number | null)[][];
}

export interface Size {
  width: number;
  height: number;
}

/** All marks, those inside groups included. */
export function flattenMarks(marks: readonly Mark[]): Exclude<Mark, GroupMark>[] {
  return marks.flatMap((mark) => (mark.kind === 'group' ? flattenMarks(mark.children) : [mark]));
}
