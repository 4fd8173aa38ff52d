import { detectMapping, type Detection } from '#shared/history/detect-mapping.ts';
import type { MappingHints } from '#shared/history/mapping.ts';
import { UserProblem } from '../problems.ts';
import { readSample, type SourceFile } from './source-file.ts';
import { splitRecords } from './split-records.ts';

export interface DetectOptions {
  mapping?: MappingHints;
  timeZone?: string;
  planTimeZone: string;
}

/** How the file is to be read, from its first megabytes. Throws a `UserProblem`. */
export async function detectFile(
  source: SourceFile,
  { mapping, timeZone, planTimeZone }: DetectOptions,
): Promise<Detection> {
  refuseUnknownZone(timeZone ?? mapping?.timestamp?.timeZone ?? planTimeZone);
  const { text, isWhole, encoding } = await readSample(source, mapping?.encoding);
  try {
    return detectMapping({
      text,
      isWhole,
      encoding,
      fileName: source.name,
      hints: mapping ?? {},
      timeZone,
      planTimeZone,
      split: splitRecords,
    });
  } catch (error) {
    if (error instanceof RangeError)
      throw new UserProblem('mapping', [{ path: source.name, message: error.message }]);
    throw error;
  }
}

function refuseUnknownZone(timeZone: string): void {
  try {
    Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw new UserProblem(
      'unknown-time-zone',
      `The time zone "${timeZone}" is unknown. Expected a name of the IANA list such as Europe/Berlin, America/New_York or UTC.`,
    );
  }
}
