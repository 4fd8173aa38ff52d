/** The typesetter's own diagnostics, each as one sentence. */
export function describeDiagnostics(diagnostics: readonly unknown[]): string[] {
  return diagnostics.map((diagnostic) => {
    const { message, path } = diagnostic as { message?: string; path?: string };
    const file = path?.split(/[\\/]/).at(-1);
    return `${message ?? String(diagnostic)}${file ? ` (in ${file})` : ''}.`;
  });
}

/** Characters that no font of the document has, read from the text of an export error. */
export function missingGlyphs(errorText: string): string[] {
  const found = [...errorText.matchAll(/the text `\\*"(.+?)\\*"` could not be displayed/g)].map(
    ([, text]) => text!,
  );
  return [...new Set(found)];
}

/** What to tell the planner about characters that cannot be printed. */
export function describeMissingGlyph(glyphs: readonly string[]): string {
  const shown = glyphs.slice(0, 12).map((glyph) => `“${glyph}” (${codePoints(glyph)})`);
  const more = glyphs.length > shown.length ? ` and ${glyphs.length - shown.length} more` : '';
  return (
    `The proposal’s font has no letter for ${shown.join(', ')}${more}. They are printed as empty boxes, ` +
    'and the file is not marked as accessible (PDF/UA). Replace them to get both.'
  );
}

const codePoints = (text: string): string =>
  [...text]
    .map((letter) => `U+${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ');
