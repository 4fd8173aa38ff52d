import { Suspense, useEffect } from 'react';
import { useAppState } from '#renderer/state/AppContext.tsx';
import { usePlan } from '#renderer/state/use-plan.ts';
import { CommandPalette } from './CommandPalette.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { PlanDialog } from './PlanDialog.tsx';
import { Rail } from './Rail.tsx';
import { RunAnnouncer } from './RunStatus.tsx';
import { screenList } from './screen-list.ts';
import { loadScreensWhenIdle, screenViews } from './screen-views.ts';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';
import { Strips } from './Strips.tsx';
import { TopBar } from './TopBar.tsx';
import { useAddress } from './use-address.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import { useShortcuts } from './use-shortcuts.ts';
import './Frame.css';

/** Everything around a screen. */
export function Frame() {
  useShortcuts();
  useAddress();
  useKeptFocus();
  return (
    <div className="frame">
      <a className="skip-link" href="#main" onClick={focusMain}>
        Skip to the screen
      </a>
      <TopBar />
      <Rail />
      <div className="frame-content">
        <Strips />
        <CurrentScreen />
      </div>
      <RunAnnouncer />
      <CommandPalette />
      <ShortcutsDialog />
      <PlanDialog />
    </div>
  );
}

function CurrentScreen() {
  const screen = useAppState((state) => state.session.screen);
  const plan = usePlan();
  const View = screenViews[screen];
  const label = screenList.find(({ id }) => id === screen)?.label ?? '';
  useEffect(() => {
    document.title = `${label} · ${plan.name} · Headroom`;
  }, [label, plan.name]);
  useEffect(loadScreensWhenIdle, []);
  return (
    <div className="frame-screen">
      <ErrorBoundary key={`${screen} ${plan.id}`}>
        <Suspense>
          <View />
        </Suspense>
      </ErrorBoundary>
    </div>
  );
}

function focusMain(event: React.MouseEvent) {
  event.preventDefault();
  document.getElementById('screen-title')?.focus();
}
