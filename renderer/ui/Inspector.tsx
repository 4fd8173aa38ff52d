import type { ReactNode } from 'react';
import './Inspector.css';

export interface InspectorProps {
  /** What kind of thing is selected: "Component · pool". */
  kind: ReactNode;
  title: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** At the lower end, quieter: what follows from the values above. */
  foot?: ReactNode;
}

/** The right-hand panel about whatever is selected. */
export function Inspector({ kind, title, actions, children, foot }: InspectorProps) {
  return (
    <div className="ui-inspector">
      <header className="ui-inspector-head">
        <div>
          <p className="ui-inspector-kind">{kind}</p>
          <h2>{title}</h2>
        </div>
        {actions && <div className="ui-inspector-actions">{actions}</div>}
      </header>
      <div className="ui-inspector-body">{children}</div>
      {foot && <footer className="ui-inspector-foot">{foot}</footer>}
    </div>
  );
}

export interface InspectorSectionProps {
  title?: ReactNode;
  subtitle?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export function InspectorSection({ title, subtitle, actions, children }: InspectorSectionProps) {
  return (
    <section className="ui-inspector-section">
      {title && (
        <header className="ui-inspector-section-head">
          <h3>
            {title}
            {subtitle && <span className="ui-panel-subtitle"> · {subtitle}</span>}
          </h3>
          {actions}
        </header>
      )}
      {children}
    </section>
  );
}
