import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NEEDED = ['qpdf', 'pdfinfo', 'pdffonts', 'pdftotext', 'pdfdetach'];

/** Programs that are missing here, for the name of what is skipped. */
export const missingTools = NEEDED.filter((tool) => spawnSync(tool, ['--version']).error !== undefined);

export const howToInstall =
  missingTools.length > 0
    ? ` [${missingTools.join(', ')} missing: apt-get install -y poppler-utils qpdf, or brew install poppler qpdf]`
    : '';

/** Writes the file into a folder of its own, gives its path to the reader, and cleans up. */
export function withPdf<Result>(pdf: Uint8Array, read: (path: string, folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-pdf-'));
  try {
    const path = join(folder, 'proposal.pdf');
    writeFileSync(path, pdf);
    return read(path, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Standard output of a tool; throws what it says when it fails. */
export const runTool = (tool: string, ...args: string[]): string =>
  execFileSync(tool, args, { encoding: 'utf8', maxBuffer: 64 << 20, stdio: ['ignore', 'pipe', 'ignore'] });

/** The text of the document with plain spaces, as a reader would copy it. */
export function textOfPdf(pdf: Uint8Array): string {
  return withPdf(pdf, (path) => runTool('pdftotext', '-layout', path, '-')).replace(/[\u00a0\u202f]/g, ' ');
}

/** The same on one line, for sentences that run over several. */
export const runningText = (pdf: Uint8Array): string =>
  withPdf(pdf, (path) => runTool('pdftotext', path, '-'))
    .replace(/\u200b/g, '')
    .replace(/[\s\u00a0\u202f]+/g, ' ');
