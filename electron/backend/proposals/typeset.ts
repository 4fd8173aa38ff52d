import type { NodeCompiler as Compiler, NodeError, NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReportDocument } from '#shared/report/report-document.ts';
import { MAIN_FILE, type Template } from './template.ts';
import { describeDiagnostics, describeMissingGlyph, missingGlyphs } from './typeset-problems.ts';
import { splitPages } from './split-pages.ts';

/** What one run of the typesetter is to do. Plain data: it crosses to another thread. */
export interface TypesetJob {
  document: ReportDocument;
  output: 'pdf' | 'pages';
  template: Template;
}

export type TypesetResult =
  | { ok: true; pdf: Uint8Array; pages: number; problems: string[] }
  | { ok: true; svgPages: string[]; problems: string[] }
  | { ok: false; kind: 'unavailable' | 'bug'; message: string };

/** Where the compiler believes its files to be. Nothing is written there, nothing read. */
const WORKSPACE = join(tmpdir(), 'headroom-proposal');

/** Sets the document with the template. Never throws: what went wrong is in the result. */
export async function typeset(job: TypesetJob): Promise<TypesetResult> {
  const native = await loadCompiler();
  if (!native.ok) return native;
  const compiler = native.NodeCompiler.create({
    workspace: WORKSPACE,
    fontArgs: [{ fontBlobs: job.template.fonts.map((font) => Buffer.from(font)) }],
  });
  try {
    return setDocument(compiler, job);
  } finally {
    // Without it two hundred documents hold gigabytes: the compiler's memo outlives the compiler.
    compiler.evictCache(0);
  }
}

function setDocument(compiler: Compiler, { document, output, template }: TypesetJob): TypesetResult {
  layOutFiles(compiler, document, template);
  const compiled = compiler.compile({ mainFilePath: join(WORKSPACE, MAIN_FILE) });
  const warnings = diagnosticsOf(compiled.takeWarnings());
  const result = compiled.result;
  if (!result) {
    const reasons = diagnosticsOf(compiled.takeError()).join(' ');
    return { ok: false, kind: 'bug', message: `The proposal could not be typeset: ${reasons}` };
  }
  if (output === 'pages') return { ok: true, svgPages: splitPages(compiler.plainSvg(result)), problems: warnings };
  const { pdf, problems } = exportPdf(compiler, result);
  return { ok: true, pdf, pages: result.numOfPages, problems: [...warnings, ...problems] };
}

/** Template, data and pictures as files the compiler can read; they exist in memory only. */
function layOutFiles(compiler: Compiler, document: ReportDocument, template: Template): void {
  const put = (name: string, content: Uint8Array | string) => compiler.mapShadow(join(WORKSPACE, name), Buffer.from(content));
  const pictures: string[] = [];
  const data = JSON.stringify(document, (key, value: unknown) => {
    if (typeof value !== 'string') return value;
    if (key !== 'svg') return printable(value);
    pictures.push(printable(value));
    return `pictures/${pictures.length - 1}.svg`;
  });
  put('document.json', data);
  pictures.forEach((svg, index) => put(`pictures/${index}.svg`, svg));
  template.sources.forEach(({ name, text }) => put(name, text));
}

/** Without what neither XML nor a font can hold: control characters and halves of surrogate pairs. */
// oxlint-disable-next-line no-control-regex
const printable = (text: string): string => text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');

/** PDF/UA-1 wherever every letter has a glyph; without it the document is still tagged. */
function exportPdf(compiler: Compiler, result: NodeTypstDocument): { pdf: Uint8Array; problems: string[] } {
  try {
    return { pdf: compiler.pdf(result, { pdfStandard: 'ua-1' }), problems: [] };
  } catch (error) {
    const text = String((error as Error).message ?? error);
    const glyphs = missingGlyphs(text);
    const problem = glyphs.length > 0 ? describeMissingGlyph(glyphs) : `The document is not fully accessible: ${text}`;
    return { pdf: compiler.pdf(result), problems: [problem] };
  }
}

const diagnosticsOf = (error: NodeError | null): string[] => (error ? describeDiagnostics(error.shortDiagnostics) : []);

type Loaded =
  | { ok: true; NodeCompiler: typeof Compiler }
  | { ok: false; kind: 'unavailable'; message: string };

async function loadCompiler(): Promise<Loaded> {
  try {
    const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
    return { ok: true, NodeCompiler };
  } catch (error) {
    const platform = `${process.platform}-${process.arch}`;
    const reason = (error as Error).message.split('\n')[0];
    return {
      ok: false,
      kind: 'unavailable',
      message: `The PDF typesetter has no build for this machine (${platform}): ${reason}. Export the proposal on a machine that has one, such as linux-x64.`,
    };
  }
}
