import { typesetNatively } from './native-typesetter.ts';
import type { TypesetJob, TypesetResult } from './typeset-job.ts';
import { typesetInWebAssembly } from './wasm-typesetter.ts';

/** Sets the document with the template. What went wrong is in the result. */
export async function typeset(job: TypesetJob): Promise<TypesetResult> {
  if (job.engine === 'wasm') return await typesetInWebAssembly(job);
  const result = await typesetNatively(job);
  const isMissing = !result.ok && result.kind === 'unavailable';
  return isMissing && job.engine === 'any' ? await typesetInWebAssembly(job) : result;
}
