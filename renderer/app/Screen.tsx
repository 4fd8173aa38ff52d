import { PanelRight } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useApp, useAppState } from '#renderer/state/AppContext.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Sheet } from '#renderer/ui/Sheet.tsx';
import { LivePromises } from './LivePromises.tsx';
import { useNarrow } from './use-narrow.ts';
import './Screen.css';

export interface ScreenProps {
  /** The sentence that answers the screen's question. */
  title: ReactNode;
  /** What the sentence rests on, or what to look at. */
  subtitle?: ReactNode;
  /** Buttons at the right of the sentence. */
  actions?: ReactNode;
  /** About whatever is selected; beside the page, or a sheet in narrow windows. */
  inspector?: ReactNode;
  /** Keeps all promises in sight, judged anew after every edit. */
  promises?: boolean;
  /** Beside the promises: a picture of before and after. */
  promisesPicture?: ReactNode;
  children: ReactNode;
}

/** One step of the story: a sentence, the evidence under it, an inspector beside it. */
export function Screen({
  title,
  subtitle,
  actions,
  inspector,
  promises,
  promisesPicture,
  children,
}: ScreenProps) {
  const isNarrow = useNarrow();
  useFocusOnArrival();
  return (
    <div className="screen" data-inspector={(inspector && !isNarrow) || undefined}>
      <main className="screen-main" id="main">
        <div className="screen-scroll" tabIndex={-1}>
          <header className="screen-head">
            <div className="screen-words">
              <h1 tabIndex={-1} id="screen-title">
                {title}
              </h1>
              {subtitle && <p className="screen-subtitle">{subtitle}</p>}
            </div>
            <div className="screen-actions">
              {actions}
              {inspector && isNarrow && <InspectorSheet>{inspector}</InspectorSheet>}
            </div>
          </header>
          <div className="screen-body">{children}</div>
        </div>
        {promises && <LivePromises picture={promisesPicture} />}
      </main>
      {inspector && !isNarrow && (
        <aside className="screen-inspector" aria-label="Details of the selection" tabIndex={-1}>
          {inspector}
        </aside>
      )}
    </div>
  );
}

/** After a move that left the focus nowhere, the sentence takes it, so that it is read out first. */
function useFocusOnArrival() {
  const { store } = useApp();
  useEffect(() => {
    const isNowhere = document.activeElement === null || document.activeElement === document.body;
    if (isNowhere && store.getState().session.navigations > 0)
      document.getElementById('screen-title')?.focus();
  }, [store]);
}

function InspectorSheet({ children }: { children: ReactNode }) {
  const selections = useAppState((state) => state.session.selections);
  const seen = useRef(selections);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (seen.current === selections) return;
    seen.current = selections;
    setOpen(true);
  }, [selections]);
  return (
    <>
      <IconButton
        label="Details of the selection"
        bordered
        icon={<PanelRight size={16} />}
        onPress={() => setOpen(true)}
      />
      <Sheet label="Details of the selection" isOpen={isOpen} onClose={() => setOpen(false)}>
        {children}
      </Sheet>
    </>
  );
}
