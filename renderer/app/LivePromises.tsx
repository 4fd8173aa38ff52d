import { LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { formatProbability, verdictWords } from '#shared/verdicts/words.ts';
import { useNavigate } from '#renderer/state/use-session.ts';
import { usePlan } from '#renderer/state/use-plan.ts';
import { usePreview, useRun } from '#renderer/state/use-run.ts';
import { groupThousands } from '#renderer/ui/number-text.ts';
import { Tooltip } from '#renderer/ui/Tooltip.tsx';
import { toPromiseRows, type PromiseCell, type PromiseRow } from './promise-rows.ts';
import { VerdictGlyph } from './VerdictGlyph.tsx';
import './LivePromises.css';

/** All promises while assumptions are edited: judged anew after every edit, changed ones outlined. */
export function LivePromises({ picture }: { picture?: ReactNode }) {
  const { clauses } = usePlan();
  const run = useRun();
  const preview = usePreview();
  const now = preview?.now?.verdict ?? run.result?.verdict ?? null;
  if (clauses.length === 0) return null;
  const rows = toPromiseRows(clauses, now, preview?.before?.verdict ?? null);
  const changed = rows.flatMap(({ cells }) => cells).filter(({ isChanged }) => isChanged).length;
  return (
    <section className="promises" aria-label="Promises, live" data-picture={picture ? true : undefined}>
      <div className="promises-verdicts">
        <header className="promises-head">
          <h2>Promises, live</h2>
          <span className="note" aria-live="polite">
            {preview?.failure?.message ?? basis(preview?.now?.verdict.replications, now?.replications)}
            {changed > 0 && ` · ${changed} changed`}
          </span>
          {preview?.isPending && <LoaderCircle className="ui-spin" size={13} aria-label="Judging the edit" />}
        </header>
        <PromiseGrid rows={rows} />
      </div>
      {picture && <div className="promises-picture">{picture}</div>}
    </section>
  );
}

function basis(previewed: number | undefined, judged: number | undefined): string {
  if (previewed !== undefined) return `preview of ${previewed} futures`;
  if (judged !== undefined) return `last full run, ${groupThousands(String(judged))} futures`;
  return 'not judged yet';
}

function PromiseGrid({ rows }: { rows: PromiseRow[] }) {
  return (
    <div className="promises-scroll">
      <table className="promises-table">
        <thead>
          <tr>
            <th scope="col">
              <span className="ui-visually-hidden">Promise</span>
            </th>
            <th scope="col" abbr="optimistic">
              opt
            </th>
            <th scope="col" abbr="baseline">
              base
            </th>
            <th scope="col" abbr="stretch">
              str
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.name}</th>
              {row.cells.map((cell) => (
                <td key={cell.tier}>
                  <PromiseMark name={row.name} cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PromiseMark({ name, cell }: { name: string; cell: PromiseCell }) {
  const navigate = useNavigate();
  const verdict = cell.now?.verdict ?? 'unknown';
  const words = `${name}, ${cell.tier}: ${describe(cell)}`;
  return (
    <Tooltip text={words}>
      <AriaButton
        className="promise-mark"
        data-verdict={verdict}
        data-changed={cell.isChanged || undefined}
        aria-label={words}
        onPress={() => navigate('verdict', `${cell.clause}/${cell.tier}`)}
      >
        <VerdictGlyph verdict={verdict} size={12} />
      </AriaButton>
    </Tooltip>
  );
}

function describe({ now, before, isChanged }: PromiseCell): string {
  if (!now) return 'not judged yet';
  const present = `${verdictWords[now.verdict]}, ${formatProbability(now.probability)}`;
  return isChanged && before
    ? `${present} (was ${verdictWords[before.verdict]}, ${formatProbability(before.probability)})`
    : present;
}
