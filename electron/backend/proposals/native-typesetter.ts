import type {
  NodeCompiler as Compiler,
  NodeError,
  NodeTypstDocument,
} from '@myriaddreamin/typst-ts-node-compiler';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { layOutFiles } from './document-files.ts';
import { splitPages } from './split-pages.ts';
import { MAIN_FILE } from './template.ts';
import type { TypesetJob, TypesetResult } from './typeset-job.ts';
import { describeDiagnostics, describeMissingGlyph, missingGlyphs } from './typeset-problems.ts';

/** Where the compiler believes its files to be. Nothing is written there, nothing read. */
const WORKSPACE = join(tmpdir(), 'headroom-proposal');

/** With the compiler built for this machine; `unavailable` where there is none. */
export async function typesetNatively(job: TypesetJob): Promise<TypesetResult> {
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
  for (const { name, content } of layOutFiles(document, template)) {
    compiler.mapShadow(join(WORKSPACE, name), Buffer.from(content));
  }
  const compiled = compiler.compile({ mainFilePath: join(WORKSPACE, MAIN_FILE) });
  const warnings = diagnosticsOf(compiled.takeWarnings());
  const result = compiled.result;
  if (!result) {
    const reasons = diagnosticsOf(compiled.takeError()).join(' ');
    return { ok: false, kind: 'bug', message: `The proposal could not be typeset: ${reasons}` };
  }
  const { pdf, problems: exportProblems } = exportPdf(compiler, result);
  const problems = [...warnings, ...exportProblems];
  return output === 'pages'
    ? { ok: true, svgPages: splitPages(compiler.plainSvg(result)), problems }
    : { ok: true, pdf, pages: result.numOfPages, problems };
}

/** PDF/UA-1 wherever every letter has a glyph; without it the document is still tagged. */
function exportPdf(compiler: Compiler, result: NodeTypstDocument): { pdf: Uint8Array; problems: string[] } {
  try {
    return { pdf: compiler.pdf(result, { pdfStandard: 'ua-1' }), problems: [] };
  } catch (error) {
    const text = String((error as Error).message ?? error);
    const glyphs = missingGlyphs(text);
    const problem =
      glyphs.length > 0 ? describeMissingGlyph(glyphs) : `The document is not fully accessible: ${text}`;
    return { pdf: compiler.pdf(result), problems: [problem] };
  }
}

const diagnosticsOf = (error: NodeError | null): string[] =>
  error ? describeDiagnostics(error.shortDiagnostics) : [];

type Loaded =
  | { ok: true; NodeCompiler: typeof Compiler }
  | { ok: false; kind: 'unavailable'; message: string };

async function loadCompiler(): Promise<Loaded> {
  try {
    const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
    return { ok: true, NodeCompiler };
  } catch (error) {
    const reason = (error as Error).message.split('\n')[0];
    const message = `The PDF typesetter has no build for this machine (${process.platform}-${process.arch}): ${reason}`;
    return { ok: false, kind: 'unavailable', message };
  }
}
