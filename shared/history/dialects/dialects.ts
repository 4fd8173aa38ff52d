import type { Dialect, FileShape } from './dialect.ts';
import { delimited } from './delimited.ts';
import { jmeter } from './jmeter.ts';
import { locust } from './locust.ts';

/** The first that recognises the file is used; `delimited` takes what is left. */
export const dialects: readonly Dialect[] = [jmeter, locust, delimited];

/** By name, else by what the file looks like. Throws a RangeError for a name that is unknown. */
export function findDialect(name: string | undefined, shape: FileShape): Dialect {
  if (name === undefined) return dialects.find((dialect) => dialect.recognises(shape)) ?? delimited;
  const found = dialects.find((dialect) => dialect.name === name);
  if (!found)
    throw new RangeError(
      `The dialect "${name}" is unknown. Known: ${dialects.map((dialect) => dialect.name).join(', ')}.`,
    );
  return found;
}
