import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { numberText } from '#shared/charts/number-text.ts';
import type { Finding } from '#shared/history/series.ts';
import { toFailure } from '#renderer/api/failure.ts';
import { useApi } from '#renderer/state/use-session.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Inspector, InspectorSection } from '#renderer/ui/Inspector.tsx';
import { useToast } from '#renderer/ui/Toast.tsx';
import { groupFindings, hasTimes } from './history-words.ts';
import { Score } from './ImportList.tsx';
import { RowProblems } from './RowProblems.tsx';
import type { StoredImport } from './use-imported-history.ts';

export interface ImportInspectorProps {
  entry: StoredImport;
  onSeries: (id: number) => void;
  onRemoved: () => void;
}

/** One imported file: how good it is, what was found in it, and which lines were left out. */
export function ImportInspector({
  entry: { id, importedAt, report },
  onSeries,
  onRemoved,
}: ImportInspectorProps) {
  const { quality, problems, series } = report;
  return (
    <Inspector
      kind="Imported file"
      title={report.file}
      actions={<RemoveImport id={id} file={report.file} onRemoved={onRemoved} />}
      foot={`Imported ${importedAt.slice(0, 10)}. ${report.encoding}, separator “${report.delimiter === '\t' ? 'tab' : report.delimiter}”, decimal “${report.decimal}”.`}
    >
      <InspectorSection title="Quality" subtitle="0 to 100">
        <Score value={quality.score} />
        {quality.findings.length === 0 && (
          <p className="note">Nothing was found that would weaken a verdict.</p>
        )}
        <ul className="history-findings">
          {groupFindings(quality.findings).map((group, index) => (
            <FindingItem key={index} {...group} />
          ))}
        </ul>
      </InspectorSection>
      <InspectorSection title="Series" subtitle={String(series.length)}>
        <ul className="history-series">
          {series.map((one, index) => (
            <li key={one.id ?? index}>
              {one.id === undefined || !hasTimes({ first: one.first ?? '' }) ? (
                one.name
              ) : (
                <Button variant="link" onPress={() => onSeries(one.id!)}>
                  {one.name}
                </Button>
              )}
              <span className="note">
                {one.kind}
                {one.unit && `, ${one.unit}`} · {numberText(one.samples, 12)} samples
                {one.gaps > 0 && ` · ${numberText(one.gaps, 12)} gaps`}
              </span>
            </li>
          ))}
        </ul>
      </InspectorSection>
      {report.badRows > 0 && (
        <InspectorSection
          title="Left out"
          subtitle={`${numberText(report.badRows, 12)} lines, the first ${problems.length}`}
        >
          <RowProblems problems={problems} />
        </InspectorSection>
      )}
    </Inspector>
  );
}

function FindingItem({ finding: { severity, message }, series }: { finding: Finding; series: string[] }) {
  return (
    <li data-severity={severity}>
      <strong>{severity}</strong> {message}
      {series.length > 0 && <span className="note"> · {seriesNames(series)}</span>}
    </li>
  );
}

const seriesNames = (names: readonly string[]): string =>
  names.length <= 5 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;

function RemoveImport({ id, file, onRemoved }: { id: number; file: string; onRemoved: () => void }) {
  const api = useApi();
  const toast = useToast();
  const [isAsking, setAsking] = useState(false);

  async function remove() {
    setAsking(false);
    try {
      await api.history.remove({ importId: id });
      onRemoved();
    } catch (error) {
      toast({ tone: 'problem', text: `${file} was not removed: ${toFailure(error).message}` });
    }
  }

  return (
    <>
      <IconButton label={`Remove ${file}`} icon={<Trash2 size={15} />} onPress={() => setAsking(true)} />
      <Dialog
        title={`Remove ${file}?`}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onPress={() => setAsking(false)}>Keep it</Button>
            <Button variant="danger" onPress={() => void remove()}>
              Remove
            </Button>
          </>
        }
      >
        <p>
          Its series leave the history. Demand that was fitted to them stays in the plan. The file itself is
          not touched.
        </p>
      </Dialog>
    </>
  );
}
