import type { ReactNode } from 'react';
import './VisuallyHidden.css';

/** Said by screen readers, seen by nobody. */
export function VisuallyHidden({ children }: { children: ReactNode }) {
  return <span className="ui-visually-hidden">{children}</span>;
}
