import { numberText } from '#shared/charts/number-text.ts';
import type { ImportJob } from '#renderer/state/app-state.ts';
import { useJobs } from '#renderer/state/use-jobs.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Callout } from '#renderer/ui/Callout.tsx';
import { Progress } from '#renderer/ui/Progress.tsx';

/** Imports under way, with rate and time left; finished ones until they are put aside. */
export function ImportJobs() {
  const { imports, cancelImport, dismissImport } = useJobs();
  return imports.map((job) => (
    <ImportJobRow
      key={job.id}
      job={job}
      onCancel={() => cancelImport(job.id)}
      onDismiss={() => dismissImport(job.id)}
    />
  ));
}

function ImportJobRow({
  job,
  onCancel,
  onDismiss,
}: {
  job: ImportJob;
  onCancel: () => void;
  onDismiss: () => void;
}) {
  const dismiss = (
    <Button size="small" onPress={onDismiss}>
      Close
    </Button>
  );
  switch (job.state) {
    case 'uploading':
      return <RunningJob label={`Handing over ${job.file}`} share={undefined} onCancel={onCancel} />;
    case 'running':
      return (
        <RunningJob
          label={`Importing ${job.file}`}
          share={job.bytes / Math.max(1, job.totalBytes)}
          text={paceText(job)}
          onCancel={onCancel}
        />
      );
    case 'failed':
      return (
        <Callout tone="problem" title={`${job.file} was not imported`} actions={dismiss}>
          {job.failure.message}
        </Callout>
      );
    case 'done':
      return (
        <Callout
          title={job.report.alreadyImported ? `${job.file} was imported before` : `${job.file} is imported`}
          actions={dismiss}
        >
          {job.report.alreadyImported
            ? 'The same content is already in the history: nothing was added.'
            : `${numberText(job.report.rows, 12)} rows, ${numberText(job.report.badRows, 12)} left out, quality ${Math.round(job.report.quality.score)} of 100.`}
        </Callout>
      );
  }
}

function RunningJob({
  label,
  share,
  text,
  onCancel,
}: {
  label: string;
  share: number | undefined;
  text?: string;
  onCancel: () => void;
}) {
  return (
    <div className="history-job">
      <Progress label={label} share={share} {...(text && { text })} />
      <Button size="small" onPress={onCancel}>
        Cancel
      </Button>
    </div>
  );
}

function paceText({ rows, rowsPerSecond, secondsLeft }: Extract<ImportJob, { state: 'running' }>): string {
  const left =
    secondsLeft === null
      ? ''
      : secondsLeft < 1
        ? ' · nearly done'
        : ` · ${numberText(Math.ceil(secondsLeft))}\u00a0s left`;
  return `${numberText(rows, 12)} rows · ${numberText(rowsPerSecond)} rows/s${left}`;
}
