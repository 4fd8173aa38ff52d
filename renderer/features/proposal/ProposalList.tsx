import type { ReactNode } from 'react';
import type { Proposal } from '#shared/domain/proposal.ts';
import { useField } from '#renderer/state/use-field.ts';
import { ListEditor } from '#renderer/ui/ListEditor.tsx';

type ListKey = {
  [Key in keyof Proposal]: Proposal[Key] extends readonly unknown[] ? Key : never;
}[keyof Proposal];

export interface ProposalListProps<Key extends ListKey> {
  list: Key;
  noun: string;
  create: () => Proposal[Key][number];
  isCompact?: boolean;
  /** The fields of one entry; `path` leads to it. */
  children: (path: string, index: number) => ReactNode;
}

/** A list of the proposal, its entries edited in place. */
export function ProposalList<Key extends ListKey>({
  list,
  noun,
  create,
  isCompact,
  children,
}: ProposalListProps<Key>) {
  const field = useField<Proposal[Key][number][]>(`proposal/${list}`);
  return (
    <ListEditor
      items={field.value}
      create={create}
      addLabel={`Add ${noun}`}
      nameOf={(index) => `${noun} ${index + 1}`}
      isCompact={isCompact}
      onChange={(items) => field.set(items, { group: null, label: `${noun} list` })}
    >
      {(_item, index) => children(`proposal/${list}/${index}`, index)}
    </ListEditor>
  );
}
