import { registerHooks } from 'node:module';

/** `node --import` this file: whatever imports `electron` gets the double. */
const double = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: double, shortCircuit: true } : next(specifier, context),
});
