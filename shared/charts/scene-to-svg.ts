import type { Mark, Paint, Scene, TextMark } from './scene.ts';
import { type Theme, type ThemeName, themes } from './themes.ts';

export interface SvgOptions {
  theme: ThemeName;
  title: string;
  description: string;
  /** Paint the paper behind the picture; without it the ground stays transparent. */
  ground?: boolean;
}

/** The scene as a self-contained SVG file: real colours, Inter by name, title and description inside. */
export function sceneToSvg(scene: Scene, { theme, title, description, ground = false }: SvgOptions): string {
  const colours = themes[theme];
  const { width, height } = scene;
  const paper = ground
    ? `<rect width="${round(width)}" height="${round(height)}" fill="${colours.surface}"/>`
    : '';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}"`,
    ` font-family="Inter, sans-serif" role="img">`,
    `<title>${escapeXml(title)}</title><desc>${escapeXml(description)}</desc>`,
    paper,
    ...scene.marks.map((mark) => markToSvg(mark, colours)),
    '</svg>\n',
  ].join('');
}

/** Two decimals are a fiftieth of a pixel; more would only lengthen the file. */
const round = (value: number): string => String(Math.round(value * 100) / 100);

function markToSvg(mark: Mark, colours: Theme): string {
  switch (mark.kind) {
    case 'group':
      return `<g>${mark.children.map((child) => markToSvg(child, colours)).join('')}</g>`;
    case 'path':
      return element('path', { d: mark.d }, mark, colours);
    case 'line':
      return element('line', { x1: mark.x1, y1: mark.y1, x2: mark.x2, y2: mark.y2 }, mark, colours);
    case 'circle':
      return element('circle', { cx: mark.cx, cy: mark.cy, r: mark.r }, mark, colours);
    case 'rect': {
      const { x, y, width, height, radius } = mark;
      return element(
        'rect',
        { x, y, width: Math.max(0, width), height: Math.max(0, height), rx: radius },
        mark,
        colours,
      );
    }
    case 'text':
      return textToSvg(mark, colours);
  }
}

function textToSvg(mark: TextMark, colours: Theme): string {
  const { x, y, text, size, anchor, weight, halo } = mark;
  const place = {
    x,
    y,
    'font-size': size,
    'font-weight': weight,
    'text-anchor': anchor === 'start' ? undefined : anchor,
  };
  const content = escapeXml(text);
  // The rim is an element of its own: few readers of SVG outside browsers know paint-order.
  const rim = halo
    ? `<text${attributes({ ...place, fill: 'none', stroke: colours.surface, 'stroke-width': 3, 'stroke-linejoin': 'round' })} aria-hidden="true">${content}</text>`
    : '';
  return `${rim}<text${attributes({ ...place, fill: colours[mark.fill ?? 'ink'] })}>${content}</text>`;
}

type Attributes = Record<string, string | number | undefined>;

function element(name: string, geometry: Attributes, paint: Paint, colours: Theme): string {
  return `<${name}${attributes({ ...geometry, ...paintAttributes(paint, colours) })}/>`;
}

function paintAttributes({ fill, stroke, strokeWidth, dash, opacity }: Paint, colours: Theme): Attributes {
  return {
    fill: fill ? colours[fill] : 'none',
    stroke: stroke && colours[stroke],
    'stroke-width': stroke && strokeWidth,
    'stroke-dasharray': dash?.join(' '),
    'stroke-linejoin': stroke && 'round',
    opacity,
  };
}

function attributes(values: Attributes): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${typeof value === 'number' ? round(value) : escapeXml(value!)}"`)
    .join('');
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
