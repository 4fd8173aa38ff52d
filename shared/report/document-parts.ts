import type { BlockInput, Cell, RichText, Section } from './report-document.ts';
import { sectionSchema } from './report-document.ts';

/** A block, or nothing where the plan says nothing. */
export type MaybeBlock = BlockInput | null | undefined | false;
export type MaybeSection = Section | null;

/** A section of what is there; null when its plan has nothing to say, so that it is left out. */
export function section(id: string, heading: string, blocks: readonly MaybeBlock[]): MaybeSection {
  const present = blocks.filter((block): block is BlockInput => Boolean(block));
  const hasContent = present.some(({ kind }) => kind !== 'heading');
  return hasContent ? sectionSchema.parse({ id, heading, blocks: dropEmptyHeadings(present) }) : null;
}

export const heading = (text: string): BlockInput => ({ kind: 'heading', text });
export const paragraph = (text: RichText): BlockInput => ({ kind: 'paragraph', text });
/** One block for each stretch between blank lines; none for empty text. */
export function paragraphs(text: string): BlockInput[] {
  return text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => paragraph(part));
}

export const lead = (text: RichText): BlockInput => ({ kind: 'paragraph', text, tone: 'lead' });
export const note = (text: RichText): BlockInput => ({ kind: 'paragraph', text, tone: 'note' });

/** A list, or nothing when it has no items. */
export function list(items: readonly RichText[], options: { ordered?: boolean } = {}): MaybeBlock {
  return items.length > 0 && { kind: 'list', items: [...items], ordered: options.ordered ?? false };
}

/** A two-column list of terms and what they are; rows without text are left out. */
export function facts(rows: readonly { term: string; text: RichText | undefined }[]): MaybeBlock {
  const present = rows.flatMap(({ term, text }) =>
    text === undefined || text.length === 0 ? [] : [{ term, text }],
  );
  return present.length > 0 && { kind: 'facts', rows: present };
}

export interface TableColumn<Row> {
  heading: string;
  cell: (row: Row) => Cell;
  align?: 'start' | 'end';
  width?: 'auto' | number;
}

/** A table with one row an item, or nothing when there are none. */
export function table<Row>(
  caption: string,
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
): MaybeBlock {
  return (
    rows.length > 0 && {
      kind: 'table',
      caption,
      columns: columns.map(({ heading: text, align, width }) => ({ heading: text, align, width })),
      rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
    }
  );
}

/** A heading is dropped when another heading, or nothing, follows it. */
function dropEmptyHeadings(blocks: readonly BlockInput[]): BlockInput[] {
  return blocks.filter(
    ({ kind }, index) => kind !== 'heading' || (blocks[index + 1]?.kind ?? 'heading') !== 'heading',
  );
}
