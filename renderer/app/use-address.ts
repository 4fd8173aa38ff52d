import { useEffect } from 'react';
import { screens, type ScreenId } from '#renderer/state/app-state.ts';
import { useApp, useAppState } from '#renderer/state/AppContext.tsx';

/** Keeps the screen in the address, so that going back and loading again lead where one was. */
export function useAddress(): void {
  const { session } = useApp();
  const screen = useAppState((state) => state.session.screen);
  useEffect(() => {
    const follow = () => {
      const asked = window.location.hash.replace(/^#\//, '') as ScreenId;
      if (screens.includes(asked)) session.navigate(asked);
    };
    follow();
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [session]);
  useEffect(() => {
    if (window.location.hash !== `#/${screen}`) window.history.pushState(null, '', `#/${screen}`);
  }, [screen]);
}
