import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { sceneToSvg } from '#shared/charts/scene-to-svg.ts';
import type { ThemeName } from '#shared/charts/themes.ts';
import { examples } from '#test/gallery/examples.ts';

/** Writes one page with every picture at three widths, light and dark: `node scripts/gallery.ts [folder]`. */
const folder = resolve(process.argv[2] ?? 'dist/gallery');
const GROUND: Record<ThemeName, string> = { light: '#ffffff', dark: '#1b1e24', print: '#ffffff' };

const picture = (name: string, theme: ThemeName, width: number): string => {
  const { title, description, height, draw } = examples[name]!;
  return sceneToSvg(draw({ width, height }), { theme, title, description });
};

const section = (name: string): string => {
  const cells = (['light', 'dark'] as const).map(
    (theme) =>
      `<div style="background:${GROUND[theme]}">${[640, 320].map((width) => picture(name, theme, width)).join('')}</div>`,
  );
  return `<section><h2>${examples[name]!.title}</h2><p>${examples[name]!.description}</p>${cells.join('')}</section>`;
};

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Headroom: gallery of charts</title>
<style>body{font:13px/1.45 Inter,sans-serif;margin:24px;background:#fbfaf8;color:#1d2129}
h2{font-size:15px;margin:24px 0 0}p{color:#565d6a;margin:0 0 8px}
section>div{display:flex;flex-wrap:wrap;gap:32px;align-items:start;padding:12px;border-radius:9px;margin-bottom:8px}
svg{font-variant-numeric:tabular-nums}</style>
<h1>Gallery of charts</h1>${Object.keys(examples).map(section).join('\n')}</html>\n`;

mkdirSync(folder, { recursive: true });
writeFileSync(resolve(folder, 'index.html'), page);
console.log(`Gallery written to ${resolve(folder, 'index.html')}`);
