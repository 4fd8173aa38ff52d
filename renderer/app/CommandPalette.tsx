import { CornerDownLeft, Search } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';
import { useApp, useAppState } from '#renderer/state/AppContext.tsx';
import { Keys } from '#renderer/ui/Keys.tsx';
import { listCommands, searchCommands, type Command } from './commands.ts';
import { useExportCommand } from './use-export-command.ts';
import { usePlanFiles } from './use-plan-files.ts';
import './CommandPalette.css';

/** Every action and screen, found by typing. */
export function CommandPalette() {
  const { session } = useApp();
  const isOpen = useAppState((state) => state.session.panel === 'palette');
  return (
    <ModalOverlay
      className="palette-scrim"
      isOpen={isOpen}
      onOpenChange={(open) => !open && session.setPanel(null)}
      isDismissable
    >
      <Modal className="palette">
        <AriaDialog aria-label="Command palette" className="palette-inner">
          <PaletteSearch onClose={() => session.setPanel(null)} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function PaletteSearch({ onClose }: { onClose: () => void }) {
  const commands = useCommands();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const found = searchCommands(commands, text);
  const active = found[Math.min(at, found.length - 1)];

  function choose(command: Command | undefined) {
    if (!command) return;
    onClose();
    // The palette gives the focus back first; then the command may move it.
    setTimeout(command.run, 0);
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((at + step + found.length) % Math.max(1, found.length));
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      choose(active);
    }
  }

  return (
    <>
      <div className="palette-field">
        <Search size={16} aria-hidden />
        <input
          autoFocus
          role="combobox"
          aria-label="Search actions and screens"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={active && `${id}-${active.id}`}
          placeholder="Go to a screen, run, export…"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <ul className="palette-list" role="listbox" id={id} aria-label="Actions and screens">
        {found.map((command, index) => (
          <PaletteItem
            key={command.id}
            id={`${id}-${command.id}`}
            command={command}
            isActive={command === active}
            isFirst={found[index - 1]?.group !== command.group}
            onChoose={() => choose(command)}
          />
        ))}
        {found.length === 0 && <li className="palette-none">Nothing is called that.</li>}
      </ul>
    </>
  );
}

interface PaletteItemProps {
  id: string;
  command: Command;
  isActive: boolean;
  isFirst: boolean;
  onChoose: () => void;
}

function PaletteItem({ id, command, isActive, isFirst, onChoose }: PaletteItemProps) {
  return (
    <li
      id={id}
      role="option"
      aria-selected={isActive}
      className="palette-item"
      onClick={onChoose}
      ref={(element) => {
        if (isActive) element?.scrollIntoView({ block: 'nearest' });
      }}
    >
      <span className="palette-group">{isFirst ? command.group : ''}</span>
      <span className="palette-label">{command.label}</span>
      {command.hint && <span className="palette-hint">{command.hint}</span>}
      {isActive ? <CornerDownLeft size={13} aria-hidden /> : command.keys && <Keys keys={command.keys} />}
    </li>
  );
}

function useCommands(): Command[] {
  const app = useApp();
  const exporting = useExportCommand();
  const files = usePlanFiles();
  return listCommands(app, {
    exportProposal: exporting.run,
    importPlanFile: files.importFile,
    exportPlanFile: files.exportFile,
    createSample: files.createSample,
  });
}
