import { useEffect } from 'react';
import type { App } from '#renderer/state/app-store.ts';
import { useApp } from '#renderer/state/AppContext.tsx';
import type { ScreenId } from '#renderer/state/app-state.ts';
import { screenList } from './screen-list.ts';

/** How long `g` waits for its letter. */
const SECOND_KEY_MS = 1200;

/** The keys of the whole window. */
export function useShortcuts(): void {
  const app = useApp();
  useEffect(() => {
    const listen = createShortcutListener(app);
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, [app]);
}

function createShortcutListener(app: App): (event: KeyboardEvent) => void {
  const { session, document, runs, store } = app;
  let goneAt = -Infinity;

  function go(screen: ScreenId | undefined, event: KeyboardEvent) {
    if (!screen) return;
    event.preventDefault();
    if (window.document.activeElement instanceof HTMLElement) window.document.activeElement.blur();
    session.navigate(screen);
  }

  function onModifiedKey(event: KeyboardEvent) {
    const key = event.key.toLowerCase();
    const act = (action: () => void) => {
      event.preventDefault();
      action();
    };
    if (key === 'k')
      act(() => session.setPanel(store.getState().session.panel === 'palette' ? null : 'palette'));
    else if (key === 'z') act(event.shiftKey ? document.redo : document.undo);
    else if (key === 'y') act(document.redo);
    else if (key === 'enter') act(() => void runs.start(store.getState().session.scenario));
    else if (/^[1-9]$/.test(key)) go(screenList[Number(key) - 1]?.id, event);
  }

  return (event) => {
    if (!store.getState().document || event.isComposing) return;
    if (event.ctrlKey || event.metaKey) return onModifiedKey(event);
    if (event.altKey || isTyping(event.target) || store.getState().session.panel !== null) return;
    if (event.timeStamp - goneAt < SECOND_KEY_MS) {
      goneAt = -Infinity;
      return go(screenList.find(({ letter }) => letter === event.key)?.id, event);
    }
    if (event.key === 'g') goneAt = event.timeStamp;
    if (event.key === '?') session.setPanel('shortcuts');
  };
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
