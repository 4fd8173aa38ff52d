import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import './Callout.css';

export interface CalloutProps {
  tone?: 'note' | 'warning' | 'problem';
  title?: ReactNode;
  children?: ReactNode;
  /** The next step. */
  actions?: ReactNode;
}

const icons = { note: Info, warning: TriangleAlert, problem: CircleAlert };

/** Something that has to be said in place, with the next step. */
export function Callout({ tone = 'note', title, children, actions }: CalloutProps) {
  const Icon = icons[tone];
  return (
    <div className={`ui-callout ui-callout-${tone}`} role={tone === 'problem' ? 'alert' : 'note'}>
      <Icon size={15} aria-hidden />
      <div className="ui-callout-body">
        {title && <p className="ui-callout-title">{title}</p>}
        {children}
      </div>
      {actions && <div className="ui-callout-actions">{actions}</div>}
    </div>
  );
}
