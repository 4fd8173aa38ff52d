import { missingMarkers } from './cell-number.ts';
import { findTimeCandidates } from './timestamp-candidates.ts';

/** Splits complete lines of text into records of cells; blank lines give no record. */
export type SplitRecords = (text: string, delimiter: string) => string[][];

export interface DelimiterChoice {
  delimiter: string;
  /** 0 to 1: how clearly it won. */
  confidence: number;
  alternatives: string[];
}

export const delimiters = [',', ';', '\t', '|'];
const missing = new Set(missingMarkers);

/**
 * The delimiter whose records have one width and whose cells read as times and numbers. Counting
 * characters alone is fooled by decimal commas: `10/03/2004;18.00.00;2,6;1360`.
 */
export function detectDelimiter(text: string, split: SplitRecords): DelimiterChoice {
  const scored = delimiters
    .filter((delimiter) => text.includes(delimiter))
    .map((delimiter) => ({ delimiter, score: scoreRecords(split(text, delimiter), delimiter) }))
    .sort((a, b) => b.score - a.score);
  const best = scored[0];
  if (!best || best.score <= 0) return { delimiter: ',', confidence: 0.3, alternatives: [] };
  const second = scored[1]?.score ?? 0;
  const confidence = Math.min(0.99, 0.5 + (best.score - second) / (2 * best.score));
  return {
    delimiter: best.delimiter,
    confidence,
    alternatives: scored
      .slice(1)
      .filter(({ score }) => score > 0)
      .map(({ delimiter }) => delimiter),
  };
}

/** The most frequent number of cells, and the share of records that have it. */
export function findWidth(records: string[][]): { width: number; share: number } {
  const counts = new Map<number, number>();
  for (const record of records) counts.set(record.length, (counts.get(record.length) ?? 0) + 1);
  let width = 0;
  let most = 0;
  for (const [length, count] of counts) {
    if (count > most || (count === most && length > width)) [width, most] = [length, count];
  }
  return { width, share: records.length === 0 ? 0 : most / records.length };
}

function scoreRecords(records: string[][], delimiter: string): number {
  const body = records.slice(0, 300);
  const { width, share } = findWidth(body);
  if (width < 2) return 0;
  const cells = body
    .filter((record) => record.length === width)
    .slice(-60)
    .flat();
  const readable = cells.filter((cell) => isReadable(cell, delimiter)).length / cells.length;
  // The width counts little: it only breaks the tie between two delimiters that both read well.
  return share * readable ** 2 * (1 + Math.log2(Math.min(width, 64)) / 20);
}

/** A number, a time, a missing marker, or a text without another delimiter in it. */
function isReadable(cell: string, delimiter: string): boolean {
  const text = cell.trim();
  if (missing.has(text)) return true;
  if (/^[+-]?[\d.,'’ \u00a0]*\d(?:[eE][+-]?\d+)?\s?\S{0,8}$/.test(text) && !/[;|\t]/.test(text)) return true;
  if (findTimeCandidates(text).length > 0) return true;
  return !delimiters.some((other) => other !== delimiter && text.includes(other));
}
