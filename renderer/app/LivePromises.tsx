import { Play, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { formatProbability, verdictWords } from '#shared/verdicts/words.ts';
import { useNavigate } from '#renderer/state/use-session.ts';
import { usePlan } from '#renderer/state/use-plan.ts';
import type { PreviewState } from '#renderer/state/app-state.ts';
import { useApp } from '#renderer/state/AppContext.tsx';
import { useJudged, usePreview, useRun } from '#renderer/state/use-run.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Progress } from '#renderer/ui/Progress.tsx';
import { Tooltip } from '#renderer/ui/Tooltip.tsx';
import { basisWords, spokenWords } from './live-words.ts';
import { toPromiseRows, type PromiseCell, type PromiseRow } from './promise-rows.ts';
import { VerdictGlyph } from './VerdictGlyph.tsx';
import './LivePromises.css';

/** All promises while assumptions are edited: judged anew after every edit, changed ones outlined. */
export function LivePromises({ picture }: { picture?: ReactNode }) {
  const { clauses } = usePlan();
  const preview = usePreview();
  const { now, before } = useJudged();
  if (clauses.length === 0) return null;
  const rows = toPromiseRows(clauses, now?.verdict ?? null, before?.verdict ?? null);
  const changed = rows.flatMap(({ cells }) => cells).filter(({ isChanged }) => isChanged).length;
  return (
    <section className="promises" aria-label="Promises, live" data-picture={picture ? true : undefined}>
      <div className="promises-verdicts">
        <header className="promises-head">
          <h2>Promises, live</h2>
          <span className="note">{basisWords(preview, now?.verdict, changed)}</span>
          <PreviewProgress preview={preview} />
        </header>
        <PromiseGrid rows={rows} />
      </div>
      {picture && <div className="promises-picture">{picture}</div>}
      <output className="ui-visually-hidden">{spokenWords(preview, now?.verdict, changed)}</output>
    </section>
  );
}

/** How far the judgement of the edit is, with the button that stops or goes on with it. */
function PreviewProgress({ preview }: { preview: PreviewState | null }) {
  const { previews } = useApp();
  const { running } = useRun();
  if (running) {
    return (
      <span className="promises-progress">
        <Progress
          label={running.isPreview ? 'Refining the preview' : 'Simulating'}
          hideLabel
          share={running.done > 0 ? running.done / running.total : undefined}
        />
        {running.isPreview && (
          <IconButton size="small" label="Stop refining" icon={<X size={13} />} onPress={previews.cancel} />
        )}
      </span>
    );
  }
  return (
    <span className="promises-progress">
      {preview?.pause && (
        <IconButton
          size="small"
          label="Refine to all futures"
          icon={<Play size={12} />}
          onPress={previews.resume}
        />
      )}
    </span>
  );
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
        <span>{cell.now ? formatProbability(cell.now.probability) : '–'}</span>
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
