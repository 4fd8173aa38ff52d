import { useApp, useAppState } from '#renderer/state/AppContext.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { Keys } from '#renderer/ui/Keys.tsx';
import { screenList } from './screen-list.ts';
import './ShortcutsDialog.css';

const general = [
  ['Mod+K', 'Every action and screen'],
  ['Mod+Z', 'Undo'],
  ['Shift+Mod+Z', 'Redo'],
  ['Mod+Enter', 'Run the full simulation'],
  ['Alt+R', 'In a field: back to the parent’s value'],
  ['↑ ↓ ← →', 'In the verdict matrix: move; Enter selects'],
  ['?', 'This list'],
] as const;

export function ShortcutsDialog() {
  const { session } = useApp();
  const isOpen = useAppState((state) => state.session.panel === 'shortcuts');
  return (
    <Dialog title="Keyboard shortcuts" isOpen={isOpen} onClose={() => session.setPanel(null)} width={620}>
      <div className="shortcuts">
        <ShortcutList title="Everywhere" entries={general} />
        <ShortcutList
          title="Go to"
          entries={screenList.map(({ letter, label }) => [`G ${letter.toUpperCase()}`, label] as const)}
        />
      </div>
    </Dialog>
  );
}

function ShortcutList({
  title,
  entries,
}: {
  title: string;
  entries: readonly (readonly [string, string])[];
}) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {entries.map(([keys, meaning]) => (
          <div key={keys}>
            <dt>{meaning}</dt>
            <dd>
              <Keys keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
