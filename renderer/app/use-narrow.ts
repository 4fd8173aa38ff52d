import { useSyncExternalStore } from 'react';

const query = '(max-width: 1024px)';

/** Whether the window is too narrow for an inspector beside the page. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}

function subscribe(onChange: () => void): () => void {
  const media = window.matchMedia(query);
  media.addEventListener('change', onChange);
  return () => media.removeEventListener('change', onChange);
}
