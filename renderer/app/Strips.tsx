import { useState } from 'react';
import { useApp, useAppState } from '#renderer/state/AppContext.tsx';
import { useRun } from '#renderer/state/use-run.ts';
import type { Problem } from '#shared/domain/problem.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Callout } from '#renderer/ui/Callout.tsx';
import './Strips.css';

/** What must be said above every screen: edits that could not be kept, runs that failed. */
export function Strips() {
  return (
    <div className="strips">
      <NoticeStrip />
      <SaveStrip />
      <RunFailureStrip />
    </div>
  );
}

function NoticeStrip() {
  const { session } = useApp();
  const notices = useAppState((state) => state.session.notices);
  if (notices.length === 0) return null;
  return (
    <Callout actions={<Button onPress={session.dismissNotices}>Close</Button>}>
      {notices.map((notice) => (
        <p key={notice}>{notice}</p>
      ))}
    </Callout>
  );
}

function SaveStrip() {
  const { document } = useApp();
  const save = useAppState((state) => state.document?.save);
  switch (save?.state) {
    case 'waiting':
      return (
        <Callout
          tone="warning"
          title="Not saved yet: the plan contradicts itself."
          actions={<Button onPress={document.undo}>Undo</Button>}
        >
          <ProblemList problems={save.problems} />
        </Callout>
      );
    case 'conflict':
      return (
        <Callout
          tone="warning"
          title="This plan was changed in another window or on the command line."
          actions={
            <>
              <Button onPress={() => void document.takeTheirs()}>Show the other change</Button>
              <Button onPress={() => void document.keepMine()}>Keep mine</Button>
            </>
          }
        >
          Your edits are still here. Choose which state goes on; undo brings the other one back.
        </Callout>
      );
    case 'failed':
      return (
        <Callout
          tone="problem"
          title="The last edit could not be saved."
          actions={<Button onPress={document.retrySave}>Try again</Button>}
        >
          {save.failure.kind === 'userProblem' ? (
            <ProblemList problems={save.failure.problems} />
          ) : (
            save.failure.message
          )}
        </Callout>
      );
    default:
      return null;
  }
}

function RunFailureStrip() {
  const { runs } = useApp();
  const scenario = useAppState((state) => state.session.scenario);
  const { failure, start } = useRun();
  if (!failure) return null;
  const dismiss = <Button onPress={() => runs.dismissFailure(scenario)}>Close</Button>;
  if (failure.kind === 'userProblem') {
    return (
      <Callout tone="problem" title="The plan could not be simulated." actions={dismiss}>
        <ProblemList problems={failure.problems} />
      </Callout>
    );
  }
  return (
    <Callout
      tone="problem"
      title="The run stopped."
      actions={
        <>
          <Button onPress={() => start()}>Run again</Button>
          {dismiss}
        </>
      }
    >
      {failure.message}
    </Callout>
  );
}

const SHOWN = 4;

export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? problems : problems.slice(0, SHOWN);
  return (
    <ul className="problem-list">
      {shown.map(({ path, message }) => (
        <li key={`${path} ${message}`}>
          {path && <code>{path}</code>} {message}
        </li>
      ))}
      {problems.length > shown.length && (
        <li>
          <Button variant="link" onPress={() => setShowsAll(true)}>
            {`${problems.length - shown.length} more`}
          </Button>
        </li>
      )}
    </ul>
  );
}
