import { describe, expect, it } from 'vitest';
import { roles, type Scene } from '#shared/charts/scene.ts';
import { sceneToSvg } from '#shared/charts/scene-to-svg.ts';
import { tableToCsv } from '#shared/charts/table-to-csv.ts';
import { themes } from '#shared/charts/themes.ts';

const scene = (marks: Scene['marks']): Scene => ({
  width: 100,
  height: 50,
  plot: { x: 0, y: 0, width: 100, height: 50 },
  marks,
  readout: { points: [] },
  table: { columns: [], rows: [] },
});
const options = { theme: 'light', title: 'A & B', description: 'more < less' } as const;

/** WCAG 2 contrast of two colours. */
function contrast(one: string, other: string): number {
  const luminance = (hex: string) =>
    [1, 3, 5]
      .map((start) => Number.parseInt(hex.slice(start, start + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index]!, 0);
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

describe('a scene as SVG', () => {
  it('carries its title and description, escaped', () => {
    expect(sceneToSvg(scene([]), options)).toContain('<title>A &amp; B</title><desc>more &lt; less</desc>');
  });

  it('paints roles in the colours of the theme', () => {
    const marks: Scene['marks'] = [{ kind: 'rect', x: 1, y: 2, width: 3, height: 4, fill: 'accent' }];
    expect(sceneToSvg(scene(marks), options)).toContain('fill="#2f5bd3"');
    expect(sceneToSvg(scene(marks), { ...options, theme: 'dark' })).toContain('fill="#86a6ff"');
  });

  it('draws marks inside groups, and never a negative length', () => {
    const svg = sceneToSvg(
      scene([{ kind: 'group', children: [{ kind: 'rect', x: 0, y: 0, width: -1, height: 2, fill: 'ink' }] }]),
      options,
    );
    expect(svg).toContain('<g><rect x="0" y="0" width="0" height="2"');
  });

  it('names no variable, script or outside address', () => {
    const svg = sceneToSvg(
      scene([{ kind: 'text', x: 1, y: 9, text: '<script>', size: 11, anchor: 'start' }]),
      options,
    );
    expect(svg).not.toMatch(/var\(|<script|href|url\(/);
  });
});

describe('themes', () => {
  it('know every role', () => {
    for (const theme of Object.values(themes))
      expect(roles.filter((role) => !/^#[0-9a-f]{6}$/.test(theme[role]))).toEqual([]);
  });

  it.each(['light', 'dark', 'print'] as const)(
    'keep text readable in %s: contrast of at least 4.5',
    (name) => {
      const theme = themes[name];
      const text = [theme.ink, theme['ink-2'], theme.accent, theme.holds, theme.fails, theme.risk];
      expect(text.map((colour) => contrast(colour, theme.surface) >= 4.5)).toEqual(text.map(() => true));
    },
  );
});

describe('a table as CSV', () => {
  it('quotes what needs it and puts units into the header', () => {
    const csv = tableToCsv({
      columns: [
        { title: 'Day', numeric: false },
        { title: 'Load', unit: 'requests/s', numeric: true },
      ],
      rows: [
        ['Fri, 26 Nov', 1650.5],
        ['say "hi"', null],
      ],
    });
    expect(csv).toBe('Day,Load [requests/s]\r\n"Fri, 26 Nov",1650.5\r\n"say ""hi""",\r\n');
  });

  it('lets no spreadsheet run a cell, and leaves negative numbers alone', () => {
    const csv = tableToCsv({ columns: [{ title: 'a', numeric: false }], rows: [['=1+1'], [-3]] });
    expect(csv).toBe("a\r\n'=1+1\r\n-3\r\n");
  });
});
