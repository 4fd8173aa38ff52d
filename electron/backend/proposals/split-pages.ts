/**
 * Takes the one tall SVG that the typesetter writes apart into its pages, each complete on its own:
 * with its part of the picture and only the glyphs it draws.
 *
 * The writer indents by depth, so children of the root stand at four spaces: one white background a
 * page, followed by its content, and the shared definitions at the end.
 */
export function splitPages(svg: string): string[] {
  const lines = shorten(svg).split('\n');
  const firstDefinition = lines.findIndex((line) => /^ {4}<(?:defs|style)\b/.test(line));
  const body = lines.slice(1, firstDefinition < 0 ? -1 : firstDefinition);
  const definitions = readDefinitions(firstDefinition < 0 ? [] : lines.slice(firstDefinition, -1));
  const starts = body.flatMap((line, index) => (BACKGROUND.test(line) ? [index] : []));
  let top = 0;
  return starts.map((start, index) => {
    const [, height, width] = BACKGROUND.exec(body[start]!)!;
    const content = joinTrimmed(body.slice(start + 1, starts[index + 1] ?? body.length));
    const box = `0 ${top} ${width} ${height}`;
    top += Number(height);
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="${box}" width="${width}" height="${height}">` +
      `<rect y="${box.split(' ')[1]}" width="${width}" height="${height}" fill="#ffffff"/>` +
      `<defs>${usedDefinitions(content, definitions)}</defs>${content}</svg>`
    );
  });
}

const BACKGROUND = /^ {4}<path class="typst-shape" fill="#ffffff" d="M 0 0v ([\d.]+) h ([\d.]+) /;

/** Every definition by its id: children of `<defs>` stand at eight spaces. */
function readDefinitions(lines: readonly string[]): Map<string, string> {
  const definitions = new Map<string, string>();
  let current: { id: string; from: number } | undefined;
  lines.forEach((line, index) => {
    const opens = /^ {8}<[\w:]+[^>]* id="([^"]+)"/.exec(line);
    if (opens) current = { id: opens[1]!, from: index };
    if (current && /^ {8}(?:<\/|<[^>]*\/>)/.test(line)) {
      definitions.set(current.id, joinTrimmed(lines.slice(current.from, index + 1)));
      current = undefined;
    }
  });
  return definitions;
}

/** The definitions a piece of SVG refers to, and those that they refer to in turn. */
function usedDefinitions(content: string, definitions: ReadonlyMap<string, string>): string {
  const used = new Set<string>();
  const collect = (text: string): void => {
    for (const [, id] of text.matchAll(/(?:href="#|url\(#)([^")]+)/g)) {
      const definition = definitions.get(id!);
      if (definition === undefined || used.has(id!)) continue;
      used.add(id!);
      collect(definition);
    }
  };
  collect(content);
  return [...used].map((id) => definitions.get(id)).join('');
}

/** The same picture in about half the bytes: short names, no defaults, hundredths of a point. */
function shorten(svg: string): string {
  const names = new Map<string, string>();
  const nameOf = (id: string) => names.get(id) ?? names.set(id, `g${names.size.toString(36)}`).get(id)!;
  return svg
    .replace(
      /(id="|href="#|url\(#)([a-z][0-9A-F]{16,})\b/g,
      (_whole, before: string, id: string) => before + nameOf(id),
    )
    .replaceAll(' fill-rule="nonzero"', '')
    .replace(/ y="0"/g, '')
    .replace(/(?<=[ "(-]\d*\.\d{3})\d+/g, '');
}

const joinTrimmed = (lines: readonly string[]): string => lines.map((line) => line.trimStart()).join('');
