import { X } from 'lucide-react';
import { createContext, useCallback, useContext, useRef, useState, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import { IconButton } from './IconButton.tsx';
import './Toast.css';

export interface ToastContent {
  text: ReactNode;
  tone?: 'note' | 'problem';
  /** Stays until it is closed, as problems do. */
  stays?: boolean;
  action?: { label: string; onPress: () => void };
}

interface ShownToast extends ToastContent {
  id: number;
}

const ToastContext = createContext<(toast: ToastContent) => void>(() => {});

/** Gives a function that says something in passing; problems, and what is said to stay, until they are closed. */
export const useToast = () => useContext(ToastContext);

const SHOWN_MS = 6000;

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<ShownToast[]>([]);
  const nextId = useRef(1);
  const close = useCallback(
    (id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)),
    [],
  );
  const show = useCallback(
    (toast: ToastContent) => {
      const id = nextId.current++;
      setToasts((shown) => [...shown.slice(-2), { ...toast, id }]);
      if (toast.tone !== 'problem' && !toast.stays) setTimeout(() => close(id), SHOWN_MS);
    },
    [close],
  );
  return (
    <ToastContext value={show}>
      {children}
      <div className="ui-toasts" role="status" aria-live="polite" aria-label="Notices">
        {toasts.map((toast) => (
          <Toast key={toast.id} toast={toast} onClose={() => close(toast.id)} />
        ))}
      </div>
    </ToastContext>
  );
}

function Toast({ toast, onClose }: { toast: ShownToast; onClose: () => void }) {
  const { action } = toast;
  return (
    <div className="ui-toast" data-tone={toast.tone}>
      <div className="ui-toast-text">{toast.text}</div>
      {action && (
        <Button
          variant="link"
          onPress={() => {
            action.onPress();
            onClose();
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton label="Close notice" size="small" icon={<X size={14} />} onPress={onClose} />
    </div>
  );
}
