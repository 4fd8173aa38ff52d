import { ChartColumn } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Series } from '#shared/history/series.ts';
import { Screen } from '#renderer/app/Screen.tsx';
import { useJobs } from '#renderer/state/use-jobs.ts';
import { useSelection } from '#renderer/state/use-session.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Callout } from '#renderer/ui/Callout.tsx';
import { Card } from '#renderer/ui/Card.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Progress } from '#renderer/ui/Progress.tsx';
import { SegmentedControl } from '#renderer/ui/SegmentedControl.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { ChooseFile, DropZone } from './DropZone.tsx';
import { FitPanel } from './FitPanel.tsx';
import { HistoryInspector } from './HistoryInspector.tsx';
import { hasTimes, historySentence } from './history-words.ts';
import { ImportJobs } from './ImportJobs.tsx';
import { ImportList } from './ImportList.tsx';
import { PreviewPanel } from './PreviewPanel.tsx';
import { SeriesPanel } from './SeriesPanel.tsx';
import { type FilePreview, useFilePreview } from './use-file-preview.ts';
import { useFit } from './use-fit.ts';
import { type ImportedHistory, useImportedHistory } from './use-imported-history.ts';
import './history.css';

const NOTHING: ImportedHistory = { imports: [], series: [], fits: [] };

/** What really happened: measured data in, demand out. */
export function HistoryScreen() {
  const loaded = useImportedHistory();
  const history = loaded.value ?? NOTHING;
  const file = useFilePreview();
  const { imports: jobs, startImport, dismissImport } = useJobs();
  const [selection, select] = useSelection();
  useNewestImport(history, select);
  const isChoosing = file.shown.state === 'shown';

  function importShown() {
    if (file.shown.state !== 'shown') return;
    for (const job of jobs) if (job.state === 'done') dismissImport(job.id);
    startImport({
      file: { staged: file.shown.staged, name: file.shown.name },
      mapping: file.shown.preview.mapping,
    });
    file.close();
  }

  return (
    <Screen
      title={
        isChoosing
          ? `This is how ${file.shown.state === 'shown' ? file.shown.name : ''} will be read.`
          : historySentence(history)
      }
      subtitle={
        isChoosing
          ? 'Nothing is stored yet. Change what was decided wrongly, then import.'
          : 'Drop a file anywhere on this page. Exports of common monitoring and load-test tools are recognised.'
      }
      actions={
        history.imports.length > 0 && !isChoosing && <ChooseFile onFile={file.open}>Import CSV</ChooseFile>
      }
      inspector={
        !isChoosing &&
        history.imports.length > 0 && (
          <HistoryInspector
            history={history}
            selection={selection}
            onSelect={select}
            onRemoved={loaded.reload}
          />
        )
      }
    >
      <DropZone onFile={file.open}>
        <div className="stack">
          <ImportJobs />
          <OpeningFile shown={file.shown} onClose={file.close} />
          {loaded.state === 'failed' && (
            <Callout
              tone="problem"
              title="The history can not be read"
              actions={<Button onPress={loaded.reload}>Try again</Button>}
            >
              {loaded.failure.message}
            </Callout>
          )}
          {file.shown.state === 'shown' ? (
            <PreviewPanel
              shown={file.shown}
              onChange={file.remap}
              onImport={importShown}
              onClose={file.close}
            />
          ) : (
            <Imported
              history={history}
              isLoaded={loaded.value !== undefined}
              onFile={file.open}
              selection={selection}
              onSelect={select}
              onFitted={loaded.reload}
            />
          )}
        </div>
      </DropZone>
    </Screen>
  );
}

function OpeningFile({ shown, onClose }: { shown: FilePreview; onClose: () => void }) {
  if (shown.state === 'reading') {
    return (
      <div className="history-job">
        <Progress label={`Reading the first lines of ${shown.name}`} share={undefined} />
        <Button size="small" onPress={onClose}>
          Cancel
        </Button>
      </div>
    );
  }
  if (shown.state !== 'failed') return null;
  const problems = shown.failure.kind === 'userProblem' ? shown.failure.problems : [];
  return (
    <Callout
      tone="problem"
      title={`${shown.name} can not be read`}
      actions={
        <Button size="small" onPress={onClose}>
          Close
        </Button>
      }
    >
      {shown.failure.message}
      {problems.map(
        ({ path, message }) => message !== shown.failure.message && <p key={path + message}>{message}</p>,
      )}
    </Callout>
  );
}

interface ImportedProps {
  history: ImportedHistory;
  isLoaded: boolean;
  onFile: (file: File) => void;
  selection: string | undefined;
  onSelect: (selection: string) => void;
  onFitted: () => void;
}

function Imported({ history, isLoaded, onFile, selection, onSelect, onFitted }: ImportedProps) {
  const { imports, series, fits } = history;
  const { fitting, start, cancel } = useFit(onFitted);
  if (imports.length === 0) return isLoaded ? <NoHistory onFile={onFile} /> : null;
  const shown = shownSeries(history, selection);
  const fit = fits.find((candidate) => candidate.series === shown?.id);
  return (
    <>
      <Card isFlush title="Files">
        <ImportList
          imports={imports}
          selected={selection ?? `import:${imports[0]!.id}`}
          onSelect={(id) => onSelect(`import:${id}`)}
        />
      </Card>
      {!shown && (
        <Callout title="No time axis">
          This is a table of results, such as a load test’s. It can be kept as evidence; demand can not be
          fitted to it.
        </Callout>
      )}
      {shown && (
        <Card>
          <div className="history-series-head">
            <ChooseSeries
              shown={shown}
              all={series.filter(({ importId }) => importId === shown.importId)}
              onSelect={onSelect}
            />
            {fitting.state === 'fitting' ? (
              <Button onPress={cancel}>Cancel the fit</Button>
            ) : (
              <Button variant={fit ? 'secondary' : 'primary'} onPress={() => void start(shown.id)}>
                {fit ? 'Fit again' : 'Fit demand'}
              </Button>
            )}
          </div>
          <SeriesPanel series={shown} />
        </Card>
      )}
      {fitting.state === 'fitting' && (
        <Progress
          label="Fitting level, trend, seasons and noise; trying the forecast on the past"
          share={undefined}
        />
      )}
      {fitting.state === 'failed' && (
        <Callout tone="problem" title="No demand could be fitted">
          {fitting.failure.message}
        </Callout>
      )}
      {fit && <FitPanel fit={fit} />}
    </>
  );
}

/** More names than this are a list to open, not a row of buttons. */
const MOST_BUTTONS = 8;

function ChooseSeries({
  shown,
  all,
  onSelect,
}: {
  shown: Series;
  all: readonly Series[];
  onSelect: (selection: string) => void;
}) {
  const choices = all.map(({ id, name }) => ({ id: String(id), label: name }));
  const choice = {
    label: 'Series',
    value: String(shown.id),
    choices,
    onChange: (id: string) => onSelect(`series:${id}`),
  };
  if (choices.length <= MOST_BUTTONS) return <SegmentedControl look="loose" {...choice} />;
  return <Select hideLabel {...choice} />;
}

function NoHistory({ onFile }: { onFile: (file: File) => void }) {
  return (
    <Card>
      <EmptyState
        icon={<ChartColumn size={20} />}
        title="Drop a CSV here, or choose one"
        actions={<ChooseFile onFile={onFile}>Choose a file</ChooseFile>}
      >
        Requests per minute or hour, at best over a year. You see how it is read before anything is stored.
        The plan also works without history.
      </EmptyState>
    </Card>
  );
}

/** The selected series, or the first of the selected file; files without a time axis have none. */
function shownSeries({ series, imports }: ImportedHistory, selection: string | undefined) {
  const timed = series.filter(hasTimes);
  const [kind, id] = selection?.split(':') ?? [];
  if (kind === 'series') return timed.find((one) => String(one.id) === id);
  const importId = kind === 'import' ? Number(id) : imports[0]?.id;
  return timed.find((one) => one.importId === importId);
}

/** Shows a file once it is imported. */
function useNewestImport({ imports }: ImportedHistory, select: (selection: string) => void) {
  const newest = Math.max(0, ...imports.map(({ id }) => id));
  const seen = useRef(newest);
  useEffect(() => {
    const isNew = seen.current > 0 && newest > seen.current;
    seen.current = newest;
    if (isNew) select(`import:${newest}`);
  }, [newest, select]);
}
