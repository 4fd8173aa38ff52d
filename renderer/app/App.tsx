import { CircleAlert } from 'lucide-react';
import { useEffect } from 'react';
import type { App as AppStore } from '#renderer/state/app-store.ts';
import { AppProvider, useApp, useAppState } from '#renderer/state/AppContext.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Progress } from '#renderer/ui/Progress.tsx';
import { ToastProvider } from '#renderer/ui/Toast.tsx';
import { Frame } from './Frame.tsx';
import { useTheme } from './use-theme.ts';

export function App({ app }: { app: AppStore }) {
  return (
    <AppProvider app={app}>
      <ToastProvider>
        <Opened />
      </ToastProvider>
    </AppProvider>
  );
}

/** The frame once a plan is open; until then what is being done, or why it failed. */
function Opened() {
  const app = useApp();
  const isOpen = useAppState((state) => state.document !== null);
  const failure = useAppState((state) => state.failure);
  useTheme();
  useEffect(() => {
    void app.start();
  }, [app]);
  if (isOpen) return <Frame />;
  if (!failure) {
    return (
      <main className="opening">
        <Progress label="Opening the workspace" share={undefined} />
      </main>
    );
  }
  return (
    <main className="opening">
      <EmptyState
        icon={<CircleAlert size={20} />}
        title="The workspace could not be opened."
        actions={<Button onPress={() => void app.start()}>Try again</Button>}
      >
        <p>{failure.message}</p>
      </EmptyState>
    </main>
  );
}
