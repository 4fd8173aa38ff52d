import { Play } from 'lucide-react';
import { useRun } from '#renderer/state/use-run.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { groupThousands } from '#renderer/ui/number-text.ts';
import { Progress } from '#renderer/ui/Progress.tsx';
import './RunStatus.css';

/** What the shown verdict rests on: the last full run, the one under way, or what it has not seen yet. */
export function RunStatus() {
  const run = useRun();
  if (run.running) {
    const { done, total, isPreview } = run.running;
    const text = `${groupThousands(String(done))} of ${groupThousands(String(total))}`;
    return (
      <div className="run-status">
        <div className="run-progress">
          <Progress
            label={isPreview ? 'Refining' : 'Simulating'}
            share={total > 0 ? done / total : undefined}
            text={text}
          />
        </div>
        <Button size="small" onPress={run.cancel}>
          Cancel
        </Button>
      </div>
    );
  }
  if (!run.isLoaded) return <div className="run-status" />;
  if (!run.result) {
    return (
      <div className="run-status">
        <span className="run-stale">Not simulated yet</span>
        <RunButton onPress={() => run.start()} />
      </div>
    );
  }
  if (run.isStale) {
    return (
      <div className="run-status">
        <span className="run-stale">
          {run.changes === null ? 'Changed since' : `${run.changes} change${run.changes === 1 ? '' : 's'}`}
          <span className="run-detail">
            {run.changes === null ? ' the last full run' : ' not in the last full run'}
          </span>
        </span>
        <RunButton onPress={() => run.start()} />
      </div>
    );
  }
  const { replications, seed, elapsedMs } = run.result.run;
  return (
    <div className="run-status">
      <span className="run-figures">
        {groupThousands(String(replications))} futures
        <span className="run-detail">
          {' '}
          · {elapsedText(elapsedMs)} · seed&nbsp;{seed}
        </span>
      </span>
    </div>
  );
}

/** `3.1 s`, `2 min 40 s`. */
function elapsedText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${(ms / 1000).toFixed(1)}\u00a0s`;
  return `${Math.floor(seconds / 60)}\u00a0min ${seconds % 60}\u00a0s`;
}

function RunButton({ onPress }: { onPress: () => void }) {
  return (
    <Button size="small" icon={<Play size={12} fill="currentColor" aria-hidden />} onPress={onPress}>
      Run
    </Button>
  );
}

/** Says the progress of a run now and then, for those who do not see the bar; of a preview its end alone. */
export function RunAnnouncer() {
  const { running, result, isStale } = useRun();
  const quarter = running && Math.floor((running.done / Math.max(1, running.total)) * 4);
  const words =
    running && !running.isPreview
      ? `Simulating: ${(quarter ?? 0) * 25} percent of ${running.total} futures.`
      : result && !isStale
        ? 'The verdict is up to date.'
        : '';
  return (
    <div className="ui-visually-hidden" role="status" aria-live="polite">
      {words}
    </div>
  );
}
