import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import { IconButton } from './IconButton.tsx';
import './ListEditor.css';

export interface ListEditorProps<Item> {
  items: readonly Item[];
  /** The fields of one item. */
  children: (item: Item, index: number) => ReactNode;
  /** The list after an item was added, removed or moved. */
  onChange: (items: Item[]) => void;
  /** A new item, before anything was typed. */
  create: () => Item;
  addLabel: string;
  /** What one item is called by screen readers: "Step 2". */
  nameOf: (index: number) => string;
  /** One line per item, without a frame. */
  isCompact?: boolean;
}

/** A short list whose items are edited in place, added, removed and moved. */
export function ListEditor<Item>(props: ListEditorProps<Item>) {
  const { items, children, onChange, create, addLabel, nameOf, isCompact } = props;
  const remove = (index: number) => onChange(items.filter((_item, position) => position !== index));
  const move = (from: number, to: number) =>
    onChange(items.toSpliced(from, 1).toSpliced(to, 0, items[from]!));
  return (
    <div className="ui-list-editor" data-compact={isCompact || undefined}>
      {items.map((item, index) => (
        <div key={index} className="ui-list-editor-item" role="group" aria-label={nameOf(index)}>
          <div className="ui-list-editor-fields">{children(item, index)}</div>
          <div className="ui-list-editor-tools">
            {!isCompact && index > 0 && (
              <IconButton
                label={`${nameOf(index)}: up`}
                size="small"
                icon={<ArrowUp size={13} />}
                onPress={() => move(index, index - 1)}
              />
            )}
            {!isCompact && index < items.length - 1 && (
              <IconButton
                label={`${nameOf(index)}: down`}
                size="small"
                icon={<ArrowDown size={13} />}
                onPress={() => move(index, index + 1)}
              />
            )}
            <IconButton
              label={`Remove ${nameOf(index)}`}
              size="small"
              icon={<X size={14} />}
              onPress={() => remove(index)}
            />
          </div>
        </div>
      ))}
      <div>
        <Button
          size="small"
          isAdding
          icon={<Plus size={13} aria-hidden />}
          onPress={() => onChange([...items, create()])}
        >
          {addLabel}
        </Button>
      </div>
    </div>
  );
}
