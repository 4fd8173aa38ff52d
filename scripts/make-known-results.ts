import { mkdirSync, writeFileSync } from 'node:fs';
import { goldenCases } from './known-results/golden-cases.ts';

/** Writes resources/reference/known-results.json from its makers. Run it after changing one of them. */
mkdirSync('resources/reference', { recursive: true });
const lines = goldenCases().map((line) => `  ${JSON.stringify(line)}`);
writeFileSync('resources/reference/known-results.json', `[\n${lines.join(',\n')}\n]\n`);
