import type { ReactElement, ReactNode } from 'react';
import { Focusable, Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components';
import { Keys } from './Keys.tsx';
import './Tooltip.css';

export interface TooltipProps {
  text: ReactNode;
  keys?: string | undefined;
  /** A button, or another element that can take the focus. */
  children: ReactElement;
}

export function Tooltip({ text, keys, children }: TooltipProps) {
  return (
    <TooltipTrigger delay={400} closeDelay={60}>
      {children}
      <AriaTooltip offset={6} className="ui-tooltip">
        {text} {keys && <Keys keys={keys} />}
      </AriaTooltip>
    </TooltipTrigger>
  );
}

/** A word with a dotted line under it that explains itself. */
export function Explained({ children, text }: { children: string; text: ReactNode }) {
  return (
    <Tooltip text={text}>
      <Focusable>
        <span className="ui-explained" role="button" tabIndex={0}>
          {children}
        </span>
      </Focusable>
    </Tooltip>
  );
}
