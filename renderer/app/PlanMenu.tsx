import { ChevronDown, Download, FilePlus2, FileUp, FlaskConical, Settings2, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useApp, useAppState } from '#renderer/state/AppContext.tsx';
import { useSourcePlan } from '#renderer/state/use-plan.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { Menu, type MenuEntry } from '#renderer/ui/Menu.tsx';
import { NameDialog } from './NameDialog.tsx';
import { usePlanFiles } from './use-plan-files.ts';

/** The open plan's name, and what can be done with plans. */
export function PlanMenu() {
  const { session } = useApp();
  const plan = useSourcePlan();
  const plans = useAppState((state) => state.session.plans);
  const files = usePlanFiles();
  const [asking, setAsking] = useState<'new' | 'remove' | null>(null);
  const entries: MenuEntry[] = [
    ...plans
      .filter(({ id }) => id !== plan.id)
      .map(({ id, name }) => ({
        id: `open-${id}`,
        label: name,
        description: 'open this plan',
        onAction: () => files.open(id),
      })),
    ...(plans.length > 1 ? ['separator' as const] : []),
    {
      id: 'settings',
      label: 'Plan settings…',
      icon: <Settings2 size={14} />,
      onAction: () => session.setPanel('plan'),
    },
    { id: 'new', label: 'New plan…', icon: <FilePlus2 size={14} />, onAction: () => setAsking('new') },
    {
      id: 'sample',
      label: 'New plan from the sample',
      icon: <FlaskConical size={14} />,
      onAction: files.createSample,
    },
    'separator',
    { id: 'import', label: 'Open plan file…', icon: <FileUp size={14} />, onAction: files.importFile },
    { id: 'export', label: 'Save plan file', icon: <Download size={14} />, onAction: files.exportFile },
    'separator',
    {
      id: 'remove',
      label: 'Remove this plan…',
      icon: <Trash2 size={14} />,
      isDangerous: true,
      onAction: () => setAsking('remove'),
    },
  ];
  return (
    <>
      <Menu label="Plans" entries={entries}>
        <AriaButton className="plan-name" aria-label={`Plan ${plan.name}: menu`}>
          <span>{plan.name}</span>
          <ChevronDown size={14} aria-hidden />
        </AriaButton>
      </Menu>
      {asking === 'new' && (
        <NameDialog
          title="New plan"
          label="Name"
          action="Create plan"
          onDone={files.createBlank}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'remove' && (
        <Dialog
          title={`Remove “${plan.name}”?`}
          isOpen
          onClose={() => setAsking(null)}
          actions={
            <>
              <Button onPress={() => setAsking(null)}>Keep it</Button>
              <Button
                variant="danger"
                onPress={() => {
                  setAsking(null);
                  files.remove(plan.id);
                }}
              >
                Remove plan
              </Button>
            </>
          }
        >
          <p className="muted">
            Its imported history, runs and proposals go with it. Save a plan file first if you may want it
            back.
          </p>
        </Dialog>
      )}
    </>
  );
}
