import { RotateCcw } from 'lucide-react';
import { inheritedValue, resetField, resolveScenario } from '#shared/domain/scenario-edits.ts';
import type { Override } from '#shared/domain/scenario.ts';
import { useApp } from '#renderer/state/AppContext.tsx';
import { useSourcePlan } from '#renderer/state/use-plan.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Table, type Column } from '#renderer/ui/Table.tsx';
import { assumptionText } from './assumption-text.ts';
import { describeValue } from './describe-override.ts';

/** Everything a scenario changes, with what its parent has, each to be taken back. */
export function OverridesDialog({ scenario: id, onClose }: { scenario: string; onClose: () => void }) {
  const { document } = useApp();
  const plan = useSourcePlan();
  const scenario = plan.scenarios.find((candidate) => candidate.id === id);
  if (!scenario) return null;
  const plans = [resolveScenario(plan, id), resolveScenario(plan, scenario.parent)];
  const nameOf = (path: string) => assumptionText(plans, path);
  const columns: Column<Override>[] = [
    { id: 'path', header: 'Assumption', cell: ({ path }) => nameOf(path), value: ({ path }) => path },
    {
      id: 'parent',
      header: 'Parent has',
      align: 'end',
      cell: ({ path }) => describeValue(inheritedValue(plan, id, path)),
    },
    { id: 'value', header: 'Here', align: 'end', cell: ({ value }) => <b>{describeValue(value)}</b> },
    {
      id: 'reset',
      header: 'Reset',
      align: 'end',
      cell: ({ path }) => (
        <IconButton
          label={`Reset ${nameOf(path)}`}
          size="small"
          icon={<RotateCcw size={13} />}
          onPress={() =>
            document.edit((before) => resetField(before, id, path), { label: 'reset of an override' })
          }
        />
      ),
    },
  ];
  return (
    <Dialog title={`What “${scenario.name}” changes`} isOpen onClose={onClose} width={640}>
      <Table
        caption="Overrides of the scenario"
        columns={columns}
        rows={scenario.overrides}
        rowKey={({ path }) => path}
        empty={
          <EmptyState title="Nothing yet.">Change any assumption while this scenario is selected.</EmptyState>
        }
      />
    </Dialog>
  );
}
