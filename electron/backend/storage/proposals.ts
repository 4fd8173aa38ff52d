import { createHash } from 'node:crypto';
import type { WorkspaceDatabase } from './database.ts';

export interface ProposalVersion {
  version: number;
  run: string;
  createdAt: string;
  /** Of the PDF. */
  sha256: string;
  /** Link of the version before; null for the first. */
  previous: string | null;
}

interface ProposalRow extends ProposalVersion {
  document: string;
}

export type ProposalStore = ReturnType<typeof createProposalStore>;

/** Exported proposals: never changed, each naming the hash of the one before it. */
export function createProposalStore(database: WorkspaceDatabase) {
  const byPlan = database.prepare<[string], ProposalRow>(
    `SELECT version, run_id AS run, created_at AS createdAt, sha256, previous, document
     FROM proposal WHERE plan_id = ? ORDER BY version`,
  );
  const insert = database.prepare(
    `INSERT INTO proposal (plan_id, version, run_id, created_at, sha256, previous, document)
     VALUES (@plan, @version, @run, @createdAt, @sha256, @previous, @document)`,
  );

  const add = database.transaction((plan: string, run: string, sha256: string, document: string): number => {
    const last = byPlan.all(plan).at(-1);
    if (last?.sha256 === sha256 && last.run === run) return last.version;
    const version = (last?.version ?? 0) + 1;
    const createdAt = new Date().toISOString();
    insert.run({ plan, version, run, createdAt, sha256, previous: last ? linkOf(last) : null, document });
    return version;
  });

  return {
    list: (plan: string): ProposalVersion[] =>
      byPlan.all(plan).map(({ document: _document, ...version }) => version),
    /** Keeps an exported PDF's hash and the document it was made from; the same bytes again add nothing. */
    add: (plan: string, run: string, sha256: string, document: unknown): number =>
      add.immediate(plan, run, sha256, JSON.stringify(document)),
    /** The first version whose link does not fit the one before; undefined when the chain is whole. */
    findBrokenLink(plan: string): number | undefined {
      const rows = byPlan.all(plan);
      return rows.find((row, index) => row.previous !== (index === 0 ? null : linkOf(rows[index - 1]!)))
        ?.version;
    },
  };
}

/** Hash over everything a version says, the link to its own predecessor included. */
function linkOf({ version, run, createdAt, sha256, previous, document }: ProposalRow): string {
  const content = JSON.stringify([version, run, createdAt, sha256, previous, document]);
  return createHash('sha256').update(content).digest('hex');
}
