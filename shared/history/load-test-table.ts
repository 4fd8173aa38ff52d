import type { ColumnMapping } from './mapping.ts';

export interface LoadTestColumns {
  concurrency: string;
  throughput: string;
}

/** The columns that make a table without times a load test; undefined when it is none. */
export function findLoadTestColumns(columns: readonly ColumnMapping[]): LoadTestColumns | undefined {
  const concurrency = columns.find(({ name }) =>
    /concurren|users|clients|threads|^vus?$|workers|connections/i.test(name),
  );
  const throughput = columns.find(({ name }) =>
    /throughput|req(uest)?s?\/s|requests.?per|transactions|^[rtq]ps$|ops/i.test(name),
  );
  return concurrency && throughput
    ? { concurrency: concurrency.column, throughput: throughput.column }
    : undefined;
}
