import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * Real metric files and a table of known results that may lie beside the checkout but are not part
 * of it. Tests that need them skip, saying so, where they are missing.
 */
const besideCheckout = resolve(import.meta.dirname, '../../shared/data');

/** HEADROOM_REAL_DATA, or ../shared/data beside the checkout; undefined where there is none. */
export const realDataFolder: string | undefined = [process.env.HEADROOM_REAL_DATA, besideCheckout].find(
  (folder) => folder !== undefined && folder !== '' && existsSync(folder),
);

/** The table of known results, in the folder `reference` beside the real data. */
export const referenceFile: string | undefined = [
  realDataFolder && join(dirname(realDataFolder), 'reference', 'reference.json'),
].find((file) => file !== undefined && existsSync(file));

export const NO_REAL_DATA = 'no real data: set HEADROOM_REAL_DATA to the folder that holds it';
