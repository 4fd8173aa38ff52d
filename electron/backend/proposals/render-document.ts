import { Worker } from 'node:worker_threads';
import type { ReportDocument } from '#shared/report/report-document.ts';
import { ProposalError } from './proposal-error.ts';
import { readTemplate } from './template.ts';
import type { TypesetJob, TypesetResult } from './typeset-job.ts';

export interface RenderDocumentOptions {
  document: ReportDocument;
  /** Gives the work up: the promise rejects at once, the thread ends as soon as it can. */
  signal?: AbortSignal | undefined;
  /** Folder with proposal.typ and fonts/; the application's own by default. */
  templateFolder?: string | undefined;
  /** The typesetter to use; by default the native one, and WebAssembly where there is none. */
  engine?: TypesetJob['engine'] | undefined;
}

export interface RenderedPdf {
  pdf: Uint8Array;
  pages: number;
  /** What the planner should know, in sentences; empty when all is well. */
  problems: string[];
}

export interface RenderedPages {
  /** One complete SVG a page. */
  pages: string[];
  problems: string[];
}

/** The document as PDF/UA. Same document, same bytes. Throws ProposalError or the signal's reason. */
export async function renderDocument(options: RenderDocumentOptions): Promise<RenderedPdf> {
  const result = await runTypesetter('pdf', options);
  if (!('pdf' in result))
    throw new ProposalError('bug', 'The typesetter gave pages where a PDF was asked for.');
  return { pdf: result.pdf, pages: result.pages, problems: result.problems };
}

/** The pages as pictures, as they would be exported. Throws ProposalError or the signal's reason. */
export async function previewDocument(options: RenderDocumentOptions): Promise<RenderedPages> {
  const result = await runTypesetter('pages', options);
  if (!('svgPages' in result))
    throw new ProposalError('bug', 'The typesetter gave a PDF where pages were asked for.');
  return { pages: result.svgPages, problems: result.problems };
}

const WORKER = new URL('./render-worker.ts', import.meta.url);

async function runTypesetter(
  output: TypesetJob['output'],
  { document, signal, templateFolder, engine = 'any' }: RenderDocumentOptions,
): Promise<Extract<TypesetResult, { ok: true }>> {
  signal?.throwIfAborted();
  const job: TypesetJob = { document, output, engine, template: await readTemplate(templateFolder) };
  signal?.throwIfAborted();
  const worker = new Worker(WORKER, { workerData: job });
  try {
    const result = await firstMessage(worker, signal);
    if (!result.ok) throw new ProposalError(result.kind, result.message);
    return result;
  } finally {
    void worker.terminate();
  }
}

function firstMessage(worker: Worker, signal: AbortSignal | undefined): Promise<TypesetResult> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal?.reason);
    signal?.addEventListener('abort', giveUp, { once: true });
    worker.once('message', resolve);
    worker.once('error', (error) => {
      reject(
        new ProposalError(
          'bug',
          `The typesetter stopped: ${error instanceof Error ? error.message : String(error)}`,
          { cause: error },
        ),
      );
    });
    worker.once('exit', (code) => {
      signal?.removeEventListener('abort', giveUp);
      reject(new ProposalError('bug', `The typesetter ended (code ${code}) without a document.`));
    });
  });
}
