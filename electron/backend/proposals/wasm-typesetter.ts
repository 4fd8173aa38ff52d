import type { TypstCompiler } from '@myriaddreamin/typst-ts-web-compiler';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { layOutFiles } from './document-files.ts';
import { MAIN_FILE } from './template.ts';
import type { TypesetJob, TypesetResult } from './typeset-job.ts';
import { describeDiagnostics } from './typeset-problems.ts';

/** Answers as objects with message and path rather than as text. */
const FULL_DIAGNOSTICS = 3;

/**
 * The same typesetter compiled to WebAssembly: some ten times slower, and on every machine. It has no
 * switch for PDF/UA (its files are tagged all the same) and draws no pages.
 */
export async function typesetInWebAssembly({
  document,
  output,
  template,
}: TypesetJob): Promise<TypesetResult> {
  if (output === 'pages') {
    const message = `The preview of the pages has no build for this machine (${process.platform}-${process.arch}). Export the PDF to see them.`;
    return { ok: false, kind: 'unavailable', message };
  }
  const compiler = await createCompiler(template.fonts);
  for (const { name, content } of layOutFiles(document, template)) {
    if (name.endsWith('.typ')) compiler.add_source(`/${name}`, content);
    else compiler.map_shadow(`/${name}`, new TextEncoder().encode(content));
  }
  const compiled = compiler.compile(`/${MAIN_FILE}`, undefined, 'pdf', FULL_DIAGNOSTICS) as {
    result?: Uint8Array;
    diagnostics?: unknown[];
  };
  const diagnostics = describeDiagnostics(compiled.diagnostics ?? []);
  if (!compiled.result) {
    return { ok: false, kind: 'bug', message: `The proposal could not be typeset: ${diagnostics.join(' ')}` };
  }
  const problem =
    'The file is tagged but not marked as accessible (PDF/UA): the typesetter for this machine cannot check that.';
  return { ok: true, pdf: compiled.result, pages: countPages(compiler), problems: [...diagnostics, problem] };
}

async function createCompiler(fonts: readonly Uint8Array[]): Promise<TypstCompiler> {
  const { initSync, TypstCompilerBuilder } = await import('@myriaddreamin/typst-ts-web-compiler');
  initSync({
    module: await readFile(fileURLToPath(import.meta.resolve('@myriaddreamin/typst-ts-web-compiler/wasm'))),
  });
  const builder = new TypstCompilerBuilder();
  builder.set_dummy_access_model();
  for (const font of fonts) await builder.add_raw_font(font);
  return await builder.build();
}

/** The template marks its last page. */
function countPages(compiler: TypstCompiler): number {
  const [page] = JSON.parse(compiler.query(`/${MAIN_FILE}`, undefined, '<last-page>', 'value')) as number[];
  return page ?? 0;
}
