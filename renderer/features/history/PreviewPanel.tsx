import { useMemo } from 'react';
import { quantityText } from '#shared/charts/number-text.ts';
import type { ImportPreview } from '#shared/history/import-report.ts';
import type { Mapping } from '#shared/history/mapping.ts';
import { LineChart } from '#renderer/charts/LineChart.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Callout } from '#renderer/ui/Callout.tsx';
import { Card } from '#renderer/ui/Card.tsx';
import { ColumnsTable } from './ColumnsTable.tsx';
import { DecisionList } from './DecisionList.tsx';
import { dialectText } from './history-words.ts';
import { drawSample } from './series-picture.ts';
import { MappingForm } from './MappingForm.tsx';
import { RecordsTable } from './RecordsTable.tsx';
import { RowProblems } from './RowProblems.tsx';
import type { FilePreview } from './use-file-preview.ts';

export interface PreviewPanelProps {
  shown: Extract<FilePreview, { state: 'shown' }>;
  onChange: (mapping: Mapping) => void;
  onImport: () => void;
  onClose: () => void;
}

/** A file before it is imported: its lines, what was decided about them, and how to decide otherwise. */
export function PreviewPanel({ shown, onChange, onImport, onClose }: PreviewPanelProps) {
  const { preview, failure, isReading } = shown;
  const { mapping, decisions } = preview;
  const used = mapping.columns.filter(({ use }) => use).length;
  return (
    <>
      <Card
        title={shown.name}
        subtitle={`${fileSize(preview.bytes)}, ${dialectText(mapping.dialect)}`}
        actions={
          <>
            <Button onPress={onClose}>Do not import</Button>
            <Button variant="primary" isDisabled={used === 0} isPending={isReading} onPress={onImport}>
              {used === 0 ? 'Nothing to import' : used === 1 ? 'Import 1 series' : `Import ${used} series`}
            </Button>
          </>
        }
      >
        <div className="stack">
          {failure && (
            <Callout tone="problem" title="The file can not be read this way">
              {failure.message}
            </Callout>
          )}
          <RecordsTable preview={preview} />
          <SamplePicture preview={preview} />
        </div>
      </Card>
      <Card title="What was decided" subtitle="from the first lines; change what is wrong">
        <DecisionList decisions={decisions} mapping={mapping} onChange={onChange} />
        <MappingForm mapping={mapping} header={preview.header} decisions={decisions} onChange={onChange} />
      </Card>
      <Card title="Columns" subtitle={`${used} of ${mapping.columns.length} are imported`}>
        <ColumnsTable mapping={mapping} onChange={onChange} />
      </Card>
      {preview.problems.length > 0 && (
        <Card title="Lines that can not be read" subtitle="they are left out, and listed in the report">
          <RowProblems problems={preview.problems} />
        </Card>
      )}
    </>
  );
}

/** The first chosen column as it would be read. */
function SamplePicture({ preview: { sample, mapping } }: { preview: ImportPreview }) {
  const column = mapping.columns.find(({ use }) => use);
  const timeZone = mapping.timestamp?.timeZone;
  const data = useMemo(
    () => drawSample(sample, { name: column?.name ?? '', unit: column?.unit ?? '', timeZone }),
    [sample, column?.unit, column?.name, timeZone],
  );
  // Without a time axis there is nothing to draw the values over.
  if (sample.at.length < 2 || !column || timeZone === undefined) return null;
  return (
    <LineChart
      title={column.name}
      subtitle={`as it would be read, times in ${timeZone}`}
      level={3}
      height={110}
      data={data}
    />
  );
}

function fileSize(bytes: number): string {
  if (bytes < 1e3) return quantityText(bytes, bytes === 1 ? 'byte' : 'bytes');
  if (bytes < 1e6) return quantityText(bytes / 1e3, 'kB');
  return bytes < 1e9 ? quantityText(bytes / 1e6, 'MB') : quantityText(bytes / 1e9, 'GB');
}
