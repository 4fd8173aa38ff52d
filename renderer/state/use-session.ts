import type { Api } from '#renderer/api/client.ts';
import type { ScreenId } from './app-state.ts';
import { useApp, useAppState } from './AppContext.tsx';

/** Every call of the contract. */
export const useApi = (): Api => useApp().backend.api;

/** Hands a chosen or dropped file to the backend. */
export const useStageFile = () => useApp().backend.stageFile;

/** Goes to a screen, and there to a selection. */
export const useNavigate = (): ((screen: ScreenId, selection?: string) => void) => useApp().session.navigate;

/** What the inspector of the screen is about. */
export function useSelection(): [string | undefined, (selection: string | undefined) => void] {
  const selection = useAppState(({ session }) => session.selection[session.screen]);
  return [selection, useApp().session.select];
}

export const useScenario = (): string => useAppState((state) => state.session.scenario);
