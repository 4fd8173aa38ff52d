import type { NodeCompiler as Compiler, NodeError, NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { join } from 'node:path';
import type { ReportDocument } from '#shared/report/report-document.ts';
import { describeDiagnostics, describeMissingGlyph, missingGlyphs } from './typeset-problems.ts';
import { splitPages } from './split-pages.ts';

/** What one run of the typesetter is to do. Plain data: it crosses to another thread. */
export interface TypesetJob {
  document: ReportDocument;
  output: 'pdf' | 'pages';
  /** Folder with proposal.typ and fonts/. */
  templateFolder: string;
}

export type TypesetResult =
  | { ok: true; pdf: Uint8Array; pages: number; problems: string[] }
  | { ok: true; svgPages: string[]; problems: string[] }
  | { ok: false; kind: 'unavailable' | 'bug'; message: string };

/** Sets the document with the template. Never throws: what went wrong is in the result. */
export async function typeset(job: TypesetJob): Promise<TypesetResult> {
  const native = await loadCompiler();
  if (!native.ok) return native;
  const compiler = native.NodeCompiler.create({
    workspace: job.templateFolder,
    fontArgs: [{ fontPaths: [join(job.templateFolder, 'fonts')] }],
  });
  try {
    return setDocument(compiler, job);
  } finally {
    // Without it two hundred documents hold gigabytes: the compiler's memo outlives the compiler.
    compiler.evictCache(0);
  }
}

function setDocument(compiler: Compiler, { document, output, templateFolder }: TypesetJob): TypesetResult {
  layOutFiles(compiler, document, templateFolder);
  const compiled = compiler.compile({ mainFilePath: join(templateFolder, 'proposal.typ') });
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

/** The data and the pictures, as files the template can read; they exist in memory only. */
function layOutFiles(compiler: Compiler, document: ReportDocument, folder: string): void {
  const pictures: string[] = [];
  const data = JSON.stringify(document, (key, value: unknown) => {
    if (key !== 'svg') return value;
    pictures.push(String(value));
    return `pictures/${pictures.length - 1}.svg`;
  });
  compiler.mapShadow(join(folder, 'document.json'), Buffer.from(data));
  pictures.forEach((svg, index) => compiler.mapShadow(join(folder, `pictures/${index}.svg`), Buffer.from(svg)));
}

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
