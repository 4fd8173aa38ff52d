import { useEffect } from 'react';
import { useAppState } from '#renderer/state/AppContext.tsx';

/** Paints the page light or dark, as chosen or as the system has it. */
export function useTheme(): void {
  const theme = useAppState((state) => state.session.theme);
  useEffect(() => {
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    const paint = () => {
      const isDark = theme === 'dark' || (theme === 'system' && dark.matches);
      document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
    };
    paint();
    dark.addEventListener('change', paint);
    return () => dark.removeEventListener('change', paint);
  }, [theme]);
}
