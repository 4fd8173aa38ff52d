import { Ellipsis, ListTree, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { BASE_SCENARIO } from '#shared/domain/scenario.ts';
import { useApp, useAppState } from '#renderer/state/AppContext.tsx';
import { useSourcePlan } from '#renderer/state/use-plan.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Menu, type MenuEntry } from '#renderer/ui/Menu.tsx';
import { NameDialog } from './NameDialog.tsx';
import { OverridesDialog } from './OverridesDialog.tsx';
import './ScenarioChips.css';

interface Chip {
  id: string;
  name: string;
  overrides: number;
}

type Asking = { what: 'add' } | { what: 'rename' | 'overrides'; chip: Chip } | null;

/** The plan's scenarios, each with the number of assumptions it changes. */
export function ScenarioChips() {
  const { session } = useApp();
  const plan = useSourcePlan();
  const current = useAppState((state) => state.session.scenario);
  const [asking, setAsking] = useState<Asking>(null);
  const chips: Chip[] = [
    { id: BASE_SCENARIO, name: plan.baseScenarioName, overrides: 0 },
    ...plan.scenarios.map(({ id, name, overrides }) => ({ id, name, overrides: overrides.length })),
  ];
  const close = () => setAsking(null);
  const parent = chips.find(({ id }) => id === current)?.name;
  return (
    <div className="chips" role="group" aria-label="Scenarios">
      {chips.map((chip) => (
        <ScenarioChip key={chip.id} chip={chip} isCurrent={chip.id === current} onAsk={setAsking} />
      ))}
      <Button
        size="small"
        variant="quiet"
        isAdding
        icon={<Plus size={13} aria-hidden />}
        label="Add a scenario"
        onPress={() => setAsking({ what: 'add' })}
      >
        Scenario
      </Button>
      {asking?.what === 'add' && (
        <NameDialog
          title="New scenario"
          label="What if…"
          action="Add scenario"
          note={`It starts as “${parent}” and keeps only what you change in it.`}
          onDone={(name) => void session.addScenario(name)}
          onClose={close}
        />
      )}
      {asking?.what === 'rename' && (
        <NameDialog
          title="Rename scenario"
          label="Name"
          initial={asking.chip.name}
          action="Rename"
          onDone={(name) => session.renameScenario(asking.chip.id, name)}
          onClose={close}
        />
      )}
      {asking?.what === 'overrides' && <OverridesDialog scenario={asking.chip.id} onClose={close} />}
    </div>
  );
}

function ScenarioChip({
  chip,
  isCurrent,
  onAsk,
}: {
  chip: Chip;
  isCurrent: boolean;
  onAsk: (asking: Asking) => void;
}) {
  const { session } = useApp();
  const isBase = chip.id === BASE_SCENARIO;
  const entries: MenuEntry[] = [
    ...(isBase
      ? []
      : [
          {
            id: 'overrides',
            label: 'What it changes…',
            icon: <ListTree size={14} />,
            onAction: () => onAsk({ what: 'overrides', chip }),
          },
        ]),
    {
      id: 'rename',
      label: 'Rename…',
      icon: <Pencil size={14} />,
      onAction: () => onAsk({ what: 'rename', chip }),
    },
    ...(isBase
      ? []
      : [
          'separator' as const,
          {
            id: 'remove',
            label: 'Remove scenario',
            icon: <Trash2 size={14} />,
            isDangerous: true,
            onAction: () => session.removeScenario(chip.id),
          },
        ]),
  ];
  return (
    <span className="chip" data-current={isCurrent || undefined}>
      <button
        type="button"
        className="chip-name"
        aria-pressed={isCurrent}
        onClick={() => void session.selectScenario(chip.id)}
      >
        {isCurrent && <span className="chip-dot" aria-hidden />}
        {chip.name}
        {chip.overrides > 0 && (
          <span className="chip-count">
            {chip.overrides} override{chip.overrides === 1 ? '' : 's'}
          </span>
        )}
      </button>
      {isCurrent && (
        <Menu label={`Scenario ${chip.name}`} entries={entries}>
          <IconButton label={`More about ${chip.name}`} size="small" icon={<Ellipsis size={14} />} />
        </Menu>
      )}
    </span>
  );
}
