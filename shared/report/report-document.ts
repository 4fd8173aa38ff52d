import { z } from 'zod';
import { verdictSchema } from '../verdicts/verdict-document.ts';

/** A stretch of text in one style. */
const runSchema = z.strictObject({
  text: z.string(),
  style: z.enum(['plain', 'strong', 'emphasis', 'quiet']).default('plain'),
  url: z.string().optional(),
});

/** Plain text, or stretches of it. Never markup: what is written here is printed as it stands. */
const richTextSchema = z.union([z.string(), z.array(runSchema)]);
export type RichText = z.infer<typeof richTextSchema>;

/** A judgement as printed: a shape for the verdict, its word, and the probability. */
const verdictMarkSchema = z.strictObject({
  verdict: verdictSchema,
  word: z.string(),
  probability: z.string(),
  /** Share from 0 to 1 for the bar, with its interval; absent: no bar. */
  bar: z.strictObject({ value: z.number(), low: z.number(), high: z.number() }).optional(),
});
export type VerdictMark = z.infer<typeof verdictMarkSchema>;

const cellSchema = z.union([
  richTextSchema,
  z.strictObject({ verdict: verdictMarkSchema }),
  z.strictObject({ strong: z.string(), note: z.string() }),
]);
export type Cell = z.infer<typeof cellSchema>;

const columnSchema = z.strictObject({
  heading: z.string(),
  align: z.enum(['start', 'end']).default('start'),
  /** Share of the width that is left; `auto`: as wide as its content. */
  width: z.union([z.literal('auto'), z.number().positive()]).default(1),
});

/** Picture and words for the same thing; the words are read out and stand in where the picture cannot. */
const pictureSchema = z.strictObject({ svg: z.string(), alt: z.string().min(1) });
export type Picture = z.infer<typeof pictureSchema>;

const blockSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('heading'), text: z.string() }),
  z.strictObject({
    kind: z.literal('paragraph'),
    text: richTextSchema,
    tone: z.enum(['body', 'lead', 'note']).default('body'),
  }),
  z.strictObject({
    kind: z.literal('list'),
    items: z.array(richTextSchema).min(1),
    ordered: z.boolean().default(false),
  }),
  z.strictObject({
    kind: z.literal('facts'),
    rows: z.array(z.strictObject({ term: z.string(), text: richTextSchema })).min(1),
  }),
  z.strictObject({
    kind: z.literal('table'),
    caption: z.string(),
    columns: z.array(columnSchema).min(1),
    rows: z.array(z.array(cellSchema)).min(1),
  }),
  /** Promises by tiers, the one picture of the executive summary. */
  z.strictObject({
    kind: z.literal('verdictMatrix'),
    caption: z.string(),
    columns: z.array(z.string()),
    rows: z
      .array(
        z.strictObject({
          name: z.string(),
          note: z.string(),
          cells: z.array(z.strictObject({ mark: verdictMarkSchema, target: z.string(), runway: z.string() })),
        }),
      )
      .min(1),
  }),
  z.strictObject({ kind: z.literal('figure'), caption: z.string(), picture: pictureSchema }),
  /** Small pictures under each other, each with a label: one strip a tier. */
  z.strictObject({
    kind: z.literal('strips'),
    caption: z.string(),
    rows: z.array(z.strictObject({ label: z.string(), note: z.string(), picture: pictureSchema })).min(1),
  }),
  /** Set apart from the text: an example, a warning. */
  z.strictObject({
    kind: z.literal('callout'),
    heading: z.string(),
    paragraphs: z.array(richTextSchema).min(1),
  }),
  z.strictObject({
    kind: z.literal('signatures'),
    rows: z.array(z.strictObject({ role: z.string(), name: z.string() })).min(1),
  }),
]);
export type BlockInput = z.input<typeof blockSchema>;

export const sectionSchema = z.strictObject({
  id: z.string(),
  heading: z.string(),
  blocks: z.array(blockSchema).min(1),
});
export type Section = z.infer<typeof sectionSchema>;

/** A file that travels inside the PDF. */
const attachmentSchema = z.strictObject({
  name: z.string(),
  mediaType: z.string(),
  description: z.string(),
  text: z.string(),
});

/** A document as data: everything that is printed, and nothing about how. */
export const reportDocumentSchema = z.strictObject({
  title: z.string(),
  /** BCP 47. */
  language: z.string(),
  author: z.string(),
  keywords: z.array(z.string()),
  /** ISO day of the document. */
  date: z.iso.date(),
  /** Printed at the foot of every page. */
  versionLine: z.string(),
  cover: z.strictObject({
    kicker: z.string(),
    /** What the plan asks, and what the run answers. */
    question: z.string(),
    answer: z.string(),
    /** One judgement a promise, by tier. */
    tiers: z.array(z.strictObject({ name: z.string(), verdicts: z.array(verdictSchema), text: z.string() })),
    facts: z.array(z.strictObject({ term: z.string(), text: z.string() })),
    traceLine: z.string(),
  }),
  sections: z.array(sectionSchema),
  attachments: z.array(attachmentSchema),
});
export type ReportDocument = z.infer<typeof reportDocumentSchema>;
