import type { ReportDocument } from '#shared/report/report-document.ts';
import { typesetNatively } from './native-typesetter.ts';
import type { Template } from './template.ts';
import { typesetInWebAssembly } from './wasm-typesetter.ts';

/** What one run of the typesetter is to do. Plain data: it crosses to another thread. */
export interface TypesetJob {
  document: ReportDocument;
  output: 'pdf' | 'pages';
  template: Template;
  /** `any`: the native build where there is one for this machine, WebAssembly elsewhere. */
  engine: 'any' | 'native' | 'wasm';
}

export type TypesetResult =
  | { ok: true; pdf: Uint8Array; pages: number; problems: string[] }
  | { ok: true; svgPages: string[]; problems: string[] }
  | { ok: false; kind: 'unavailable' | 'bug'; message: string };

/** Sets the document with the template. What went wrong is in the result. */
export async function typeset(job: TypesetJob): Promise<TypesetResult> {
  if (job.engine === 'wasm') return await typesetInWebAssembly(job);
  const result = await typesetNatively(job);
  const isMissing = !result.ok && result.kind === 'unavailable';
  return isMissing && job.engine === 'any' ? await typesetInWebAssembly(job) : result;
}
