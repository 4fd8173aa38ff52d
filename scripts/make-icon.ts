import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { findBrowser } from './browser.ts';

/** Draws resources/packaging/icon.png (1024 px), from which the packager makes every size, from the mark. */
const SIZE = 1024;
const mark = readFileSync('renderer/app/mark.svg', 'utf8');
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: ['--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
await page.setContent(`<style>body{margin:0} svg{display:block;width:${SIZE}px}</style>${mark}`);
await page.screenshot({ path: 'resources/packaging/icon.png', omitBackground: true });
await browser.close();
