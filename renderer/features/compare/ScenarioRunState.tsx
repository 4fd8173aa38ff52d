import { useApp, useAppState } from '#renderer/state/AppContext.tsx';
import { findRun, findRunning, isRunStale } from '#renderer/state/selectors.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { groupThousands } from '#renderer/ui/number-text.ts';
import { Progress } from '#renderer/ui/Progress.tsx';

/** What a scenario's column rests on, with the button that makes or renews it. */
export function ScenarioRunState({ scenario, name }: { scenario: string; name: string }) {
  const { runs } = useApp();
  const latest = useAppState((state) => findRun(state, scenario));
  const running = useAppState((state) => findRunning(state, scenario));
  const isStale = useAppState((state) => isRunStale(state, scenario));
  if (running) {
    return (
      <div className="row">
        <Progress
          label={`Simulating ${name}`}
          hideLabel
          share={running.total > 0 ? running.done / running.total : undefined}
        />
        <Button size="small" onPress={running.cancel}>
          Cancel
        </Button>
      </div>
    );
  }
  if (!latest) return <span className="note">Looking for its last run…</span>;
  const run = latest.result?.run;
  return (
    <div className="row">
      <span className="note">
        {!run
          ? 'Not simulated yet'
          : isStale
            ? 'Changed since its last run'
            : `${groupThousands(String(run.replications))} futures · seed ${run.seed}`}
      </span>
      {(!run || isStale) && (
        <Button size="small" label={`Run ${name}`} onPress={() => void runs.start(scenario)}>
          Run
        </Button>
      )}
    </div>
  );
}
