import { readFileSync } from 'node:fs';

/** Two folders up is the root, from here as from the bundle in dist/desktop. */
const PACKAGE = new URL('../../package.json', import.meta.url);

export const HEADROOM_VERSION = (JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string }).version;
