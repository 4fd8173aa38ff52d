import { FileUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { DropZone as AriaDropZone, FileTrigger, type FileDropItem } from 'react-aria-components';
import { Button } from '#renderer/ui/Button.tsx';

const ENDINGS = ['.csv', '.tsv', '.txt', '.jtl', '.gz', '.log'];

/** The button that chooses a file. */
export function ChooseFile({
  onFile,
  children,
  variant,
}: {
  onFile: (file: File) => void;
  children: ReactNode;
  variant?: 'primary' | 'secondary';
}) {
  return (
    <FileTrigger acceptedFileTypes={ENDINGS} onSelect={(files) => files?.[0] && onFile(files[0])}>
      <Button variant={variant ?? 'primary'} icon={<FileUp size={14} aria-hidden />}>
        {children}
      </Button>
    </FileTrigger>
  );
}

/** Everything inside takes a file that is dropped on it. */
export function DropZone({ onFile, children }: { onFile: (file: File) => void; children: ReactNode }) {
  return (
    <AriaDropZone
      className="history-drop"
      aria-label="Drop a file to import it"
      onDrop={(event) => {
        const item = event.items.find((one): one is FileDropItem => one.kind === 'file');
        void item?.getFile().then(onFile);
      }}
    >
      {children}
    </AriaDropZone>
  );
}
