import interUrl from '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf?url';
import type { Scene } from '#shared/charts/scene.ts';
import { sceneToSvg } from '#shared/charts/scene-to-svg.ts';

export interface ChartWords {
  title: string;
  description: string;
}

/** The picture as an SVG file in the page's present theme. */
export function toSvgText(scene: Scene, words: ChartWords): string {
  const theme = document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light';
  return sceneToSvg(scene, { theme, ground: true, ...words });
}

/** The picture as PNG, twice as fine as on the screen. Rejects when the browser can not draw it. */
export async function toPng(scene: Scene, words: ChartWords): Promise<Blob> {
  const svg = toSvgText(scene, words).replace('<title>', `<style>${await embeddedFont()}</style><title>`);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = scene.width * 2;
  canvas.height = scene.height * 2;
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The browser could not write the picture.'))),
      'image/png',
    ),
  );
}

/** An image sees none of the page's fonts: the one it needs travels inside. */
async function embeddedFont(): Promise<string> {
  const bytes = new Uint8Array(await (await fetch(interUrl)).arrayBuffer());
  let binary = '';
  for (let start = 0; start < bytes.length; start += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  return `@font-face{font-family:Inter;src:url(data:font/ttf;base64,${btoa(binary)})}`;
}
