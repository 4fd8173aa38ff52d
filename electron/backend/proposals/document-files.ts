import type { ReportDocument } from '#shared/report/report-document.ts';
import type { Template } from './template.ts';

/** A file as the typesetter sees it; it exists in memory only. */
export interface MemoryFile {
  name: string;
  content: string;
}

/** Template, data and pictures. In the data a picture is the name of its file. */
export function layOutFiles(document: ReportDocument, template: Template): MemoryFile[] {
  const pictures: MemoryFile[] = [];
  const data = JSON.stringify(document, (key, value: unknown) => {
    if (typeof value !== 'string') return value;
    if (key !== 'svg') return printable(value);
    const name = `pictures/${pictures.length}.svg`;
    pictures.push({ name, content: printable(value) });
    return name;
  });
  const sources = template.sources.map(({ name, text }) => ({ name, content: text }));
  return [...sources, ...pictures, { name: 'document.json', content: data }];
}

/** Without what neither XML nor a font can hold: control characters and halves of surrogate pairs. */
const printable = (text: string): string =>
  // oxlint-disable-next-line no-control-regex
  text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
