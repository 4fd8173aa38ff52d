import { describe, expect, it } from 'vitest';
import { flattenMarks, type Mark, type Scene, type TextMark } from '#shared/charts/scene.ts';
import { sceneToSvg } from '#shared/charts/scene-to-svg.ts';
import { textBox } from '#shared/charts/text-size.ts';
import { examples } from './examples.ts';

const WIDTHS = [320, 640, 1200];

describe.each(Object.entries(examples))('the picture "%s"', (name, { title, description, height, draw }) => {
  it('is drawn as it was last agreed', async () => {
    const svg = sceneToSvg(draw({ width: 640, height }), {
      theme: 'light',
      title,
      description,
      ground: true,
    });
    await expect(svg).toMatchFileSnapshot(`./snapshots/${name}.svg`);
  });

  it.each(WIDTHS)('has only finite numbers at %i pixels', (width) => {
    const scene = draw({ width, height });
    expect(JSON.stringify(scene.marks)).not.toMatch(/NaN|Infinity|undefined/);
    const numbers = flattenMarks(scene.marks).flatMap((mark) =>
      Object.values(mark).filter((value) => typeof value === 'number'),
    );
    expect(numbers.every(Number.isFinite)).toBe(true);
  });

  it.each(WIDTHS)('stays inside its viewport at %i pixels', (width) => {
    const scene = draw({ width, height });
    expect(flattenMarks(scene.marks).filter((mark) => !isInside(mark, scene))).toEqual([]);
  });

  it.each(WIDTHS)('has no label that lies over another at %i pixels', (width) => {
    const labels = textsOf(draw({ width, height }));
    const collisions = labels.flatMap((one, index) =>
      labels
        .slice(index + 1)
        .filter((other) => intersect(textBox(one), textBox(other)))
        .map((other) => [one.text, other.text]),
    );
    expect(collisions).toEqual([]);
  });

  it('reads something out, and tabulates the same rows at every width', () => {
    const scenes = WIDTHS.map((width) => draw({ width, height }));
    expect(scenes.map(({ readout }) => readout.points.length > 0)).toEqual([true, true, true]);
    expect(scenes.map(({ table }) => table)).toEqual([scenes[0]!.table, scenes[0]!.table, scenes[0]!.table]);
  });
});

const textsOf = (scene: Scene): TextMark[] =>
  flattenMarks(scene.marks).filter((mark): mark is TextMark => mark.kind === 'text');

function isInside(mark: Exclude<Mark, { kind: 'group' }>, { width, height }: Scene): boolean {
  return cornersOf(mark).every(([x, y]) => x >= -1 && y >= -1 && x <= width + 1 && y <= height + 1);
}

function cornersOf(mark: Exclude<Mark, { kind: 'group' }>): [number, number][] {
  switch (mark.kind) {
    case 'path':
      return [...mark.d.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
    case 'line':
      return [
        [mark.x1, mark.y1],
        [mark.x2, mark.y2],
      ];
    case 'circle':
      return [
        [mark.cx - mark.r, mark.cy - mark.r],
        [mark.cx + mark.r, mark.cy + mark.r],
      ];
    case 'rect':
      return [
        [mark.x, mark.y],
        [mark.x + mark.width, mark.y + mark.height],
      ];
    case 'text': {
      const { x, y, width, height } = textBox(mark);
      return [
        [x, y],
        [x + width, y + height],
      ];
    }
  }
}

type Box = ReturnType<typeof textBox>;

const intersect = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
