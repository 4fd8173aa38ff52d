import type { ReactElement, ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components';
import { Keys } from './Keys.tsx';
import './Select.css';

export type MenuEntry = MenuAction | 'separator';

export interface MenuAction {
  id: string;
  label: string;
  description?: string | undefined;
  icon?: ReactNode;
  keys?: string;
  isDisabled?: boolean;
  isDangerous?: boolean;
  onAction: () => void;
}

export interface MenuProps {
  label: string;
  entries: readonly MenuEntry[];
  /** The button that opens it: `Button` or `IconButton`. */
  children: ReactElement;
  placement?: 'bottom start' | 'bottom end';
}

export function Menu({ label, entries, children, placement = 'bottom start' }: MenuProps) {
  return (
    <MenuTrigger>
      {children}
      <Popover className="ui-popover" offset={4} placement={placement}>
        <AriaMenu className="ui-list" aria-label={label}>
          {entries.map((entry, index) =>
            entry === 'separator' ? (
              <Separator key={`separator-${index}`} className="ui-list-separator" />
            ) : (
              <MenuItem
                key={entry.id}
                id={entry.id}
                textValue={entry.label}
                className="ui-list-item"
                data-danger={entry.isDangerous || undefined}
                isDisabled={entry.isDisabled}
                onAction={entry.onAction}
              >
                {entry.icon}
                <span className="ui-list-text">
                  {entry.label}
                  {entry.description && <span className="ui-list-description">{entry.description}</span>}
                </span>
                {entry.keys && <Keys keys={entry.keys} />}
              </MenuItem>
            ),
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
