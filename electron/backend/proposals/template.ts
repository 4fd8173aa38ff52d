import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The template as it is handed to the typesetter: it cannot read inside an application archive itself. */
export interface Template {
  sources: { name: string; text: string }[];
  fonts: Uint8Array[];
}

export const MAIN_FILE = 'proposal.typ';
const FOLDER = fileURLToPath(new URL('../../../resources/report', import.meta.url));

/** Reads the template's sources and fonts, in the order of their names. */
export async function readTemplate(folder = FOLDER): Promise<Template> {
  const [sources, fonts] = await Promise.all([
    namesIn(folder, '.typ'),
    namesIn(join(folder, 'fonts'), '.ttf'),
  ]);
  return {
    sources: await Promise.all(
      sources.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })),
    ),
    fonts: await Promise.all(fonts.map(async (name) => await readFile(join(folder, 'fonts', name)))),
  };
}

async function namesIn(folder: string, ending: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith(ending)).sort();
}
