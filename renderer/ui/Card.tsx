import type { ReactNode } from 'react';
import './Card.css';

export interface CardProps {
  children: ReactNode;
  title?: ReactNode;
  /** Behind the title, quieter. */
  subtitle?: ReactNode;
  actions?: ReactNode;
  /** No inner distance: a picture or a table goes to the border. */
  isFlush?: boolean;
}

export function Card({ children, title, subtitle, actions, isFlush }: CardProps) {
  return (
    <section className="ui-card" data-flush={isFlush || undefined}>
      {(title || actions) && <PanelHead title={title} subtitle={subtitle} actions={actions} />}
      {children}
    </section>
  );
}

/** Heading of a picture or a table: what it shows, in which unit, and what can be done with it. */
export function PanelHead({ title, subtitle, actions }: Pick<CardProps, 'title' | 'subtitle' | 'actions'>) {
  return (
    <header className="ui-panel-head">
      <h2 className="ui-panel-title">
        {title}
        {subtitle && <span className="ui-panel-subtitle"> · {subtitle}</span>}
      </h2>
      {actions && <div className="ui-panel-actions">{actions}</div>}
    </header>
  );
}
