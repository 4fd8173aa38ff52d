import { FileText } from 'lucide-react';
import { useState } from 'react';
import { Screen } from '#renderer/app/Screen.tsx';
import { BaseFieldsContext } from '#renderer/state/use-field.ts';
import { useSourcePlan } from '#renderer/state/use-plan.ts';
import { useRun, type ScenarioRun } from '#renderer/state/use-run.ts';
import { useNavigate } from '#renderer/state/use-session.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Callout } from '#renderer/ui/Callout.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Inspector } from '#renderer/ui/Inspector.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { PagePreview } from './PagePreview.tsx';
import { proposalParts, type ProposalPartId } from './proposal-parts.tsx';
import { missingParts, proposalTitle } from './proposal-title.ts';
import './proposal.css';

/** The document to sign: its pages as they will be printed, and beside them the words to edit. */
export function ProposalScreen() {
  const plan = useSourcePlan();
  const run = useRun();
  const missing = missingParts(plan.proposal);
  return (
    <Screen
      title={proposalTitle(plan, run)}
      subtitle={
        missing.length === 0
          ? 'Every part that reviewers ask for is filled in.'
          : `Reviewers will ask for: ${missing.join(', ')}.`
      }
      inspector={
        <BaseFieldsContext value={true}>
          <ProposalEditor />
        </BaseFieldsContext>
      }
    >
      <RunNeeded run={run} />
      {run.result && <PagePreview plan={plan} run={run.result.run.id} />}
    </Screen>
  );
}

/** Every number in the document comes from a run of the plan as it is; without one there is nothing to sign. */
function RunNeeded({ run }: { run: ScenarioRun }) {
  const navigate = useNavigate();
  const plan = useSourcePlan();
  if (run.running || !run.isLoaded) return null;
  if (plan.clauses.length === 0) {
    return (
      <EmptyState
        icon={<FileText size={20} />}
        title="There is nothing to promise yet."
        actions={
          <Button variant="primary" onPress={() => navigate('targets')}>
            Propose targets
          </Button>
        }
      >
        A proposal is made of promises and their verdicts.
      </EmptyState>
    );
  }
  if (!run.result) {
    return (
      <EmptyState
        icon={<FileText size={20} />}
        title="A proposal shows how sure each promise is."
        actions={
          <Button variant="primary" onPress={() => run.start()}>
            Run the simulation
          </Button>
        }
      >
        A full run gives its figures; the pages appear here as soon as it is done.
      </EmptyState>
    );
  }
  if (!run.isStale) return null;
  const changes =
    run.changes === null
      ? 'The plan was changed'
      : `${run.changes} change${run.changes === 1 ? ' was' : 's were'} made`;
  return (
    <Callout
      tone="warning"
      title={`${changes} since the last full run.`}
      actions={<Button onPress={() => run.start()}>Run now</Button>}
    >
      The pages below still show the figures of that run, so they can not be exported.
    </Callout>
  );
}

function ProposalEditor() {
  const [id, setId] = useState<ProposalPartId>('parties');
  const part = proposalParts.find((candidate) => candidate.id === id) ?? proposalParts[0]!;
  return (
    <Inspector
      kind="Words of the proposal"
      title={part.label}
      foot="Kept with the plan, the same for every scenario."
    >
      <Select
        label="Part"
        value={id}
        onChange={setId}
        choices={proposalParts.map(({ id: partId, label, purpose }) => ({
          id: partId,
          label,
          description: purpose,
        }))}
      />
      {part.fields}
    </Inspector>
  );
}
