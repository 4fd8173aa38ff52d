import { writeFileSync } from 'node:fs';
import { engineGolden } from './engine-golden.ts';

/** Writes test/golden/engine.json. Run it when a rule of the engine changed on purpose, with ENGINE_VERSION. */
writeFileSync(new URL('./engine.json', import.meta.url), `${JSON.stringify(engineGolden(), null, 1)}\n`);
