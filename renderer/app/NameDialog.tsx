import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';

export interface NameDialogProps {
  title: string;
  label: string;
  initial?: string;
  action: string;
  note?: ReactNode;
  onDone: (name: string) => void;
  onClose: () => void;
}

/** Asks for a name. */
export function NameDialog({ title, label, initial = '', action, note, onDone, onClose }: NameDialogProps) {
  const [name, setName] = useState(initial);
  function submit(event?: FormEvent) {
    event?.preventDefault();
    if (name.trim() === '') return;
    onDone(name.trim());
    onClose();
  }
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      width={420}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isDisabled={name.trim() === ''} onPress={() => submit()}>
            {action}
          </Button>
        </>
      }
    >
      <form className="stack" onSubmit={submit}>
        <TextField label={label} value={name} onChange={setName} autoFocus maxLength={120} />
        {note && <p className="note">{note}</p>}
      </form>
    </Dialog>
  );
}
