import type { ReportDocument } from '#shared/report/report-document.ts';
import type { Template } from './template.ts';

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
