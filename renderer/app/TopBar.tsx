import { Monitor, Moon, Redo2, Search, Sun, Undo2 } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import type { Theme } from '#renderer/state/app-state.ts';
import { useApp, useAppState } from '#renderer/state/AppContext.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Keys } from '#renderer/ui/Keys.tsx';
import { Menu } from '#renderer/ui/Menu.tsx';
import { Tooltip } from '#renderer/ui/Tooltip.tsx';
import { VisuallyHidden } from '#renderer/ui/VisuallyHidden.tsx';
import { PlanMenu } from './PlanMenu.tsx';
import { RunStatus } from './RunStatus.tsx';
import { ScenarioChips } from './ScenarioChips.tsx';
import { useExportCommand } from './use-export-command.ts';
import './TopBar.css';

/** The plan, its scenarios, what the verdict rests on, and the one thing people come for. */
export function TopBar() {
  const exporting = useExportCommand();
  return (
    <header className="topbar">
      <div className="brand">
        <Mark />
        <span>Headroom</span>
      </div>
      <PlanMenu />
      <ScenarioChips />
      <RunStatus />
      <div className="topbar-tools">
        <UndoButtons />
        <ThemeMenu />
        <PaletteButton />
      </div>
      <Button variant="primary" isPending={exporting.isPending} onPress={exporting.run}>
        Export proposal
      </Button>
    </header>
  );
}

function Mark() {
  return (
    <svg width="18" height="18" viewBox="0 0 20 20" aria-hidden>
      <rect x="1" y="1" width="18" height="18" rx="5" fill="var(--accent)" />
      <path
        d="M2 10.2c3.2 1.5 5.2-1.5 8.400-.3 3 1.1 5-1.4 7.600-.8V6a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4z"
        fill="var(--accent-soft)"
      />
    </svg>
  );
}

function UndoButtons() {
  const { document } = useApp();
  const past = useAppState((state) => state.document?.history.past.at(-1)?.label);
  const future = useAppState((state) => state.document?.history.future[0]?.label);
  return (
    <div className="topbar-undo">
      <IconButton
        label={past ? `Undo ${past}` : 'Nothing to undo'}
        keys="Mod+Z"
        icon={<Undo2 size={16} />}
        isDisabled={!past}
        onPress={document.undo}
      />
      <IconButton
        label={future ? `Redo ${future}` : 'Nothing to redo'}
        keys="Shift+Mod+Z"
        icon={<Redo2 size={16} />}
        isDisabled={!future}
        onPress={document.redo}
      />
    </div>
  );
}

const themes: { id: Theme; label: string; icon: React.ReactNode }[] = [
  { id: 'system', label: 'As the system', icon: <Monitor size={14} /> },
  { id: 'light', label: 'Light', icon: <Sun size={14} /> },
  { id: 'dark', label: 'Dark', icon: <Moon size={14} /> },
];

function ThemeMenu() {
  const { session } = useApp();
  const theme = useAppState((state) => state.session.theme);
  const Icon = { system: Monitor, light: Sun, dark: Moon }[theme];
  const entries = themes.map(({ id, label, icon }) => ({
    id,
    label,
    icon,
    onAction: () => session.setTheme(id),
  }));
  return (
    <Menu label="Light or dark" entries={entries} placement="bottom end">
      <IconButton label="Light or dark" icon={<Icon size={16} />} />
    </Menu>
  );
}

function PaletteButton() {
  const { session } = useApp();
  return (
    <Tooltip text="Every action and screen" keys="Mod+K">
      <AriaButton className="palette-button" onPress={() => session.setPanel('palette')}>
        <Search size={14} aria-hidden />
        <VisuallyHidden>Command palette</VisuallyHidden>
        <Keys keys="Mod+K" />
      </AriaButton>
    </Tooltip>
  );
}
