import { fileURLToPath } from 'node:url';
import { createRouterClient } from '@orpc/server';
import type { ContractRouterClient } from '@orpc/contract';
import { onTestFinished } from 'vitest';
import { createBackend, type Backend, type BackendOptions } from '#backend/create-backend.ts';
import type { Contract } from '#shared/contract/contract.ts';
import { aFolder } from './a-folder.ts';

export const RESOURCES = fileURLToPath(new URL('../../resources', import.meta.url));

export interface ABackend {
  folder: string;
  backend: Backend;
  client: ContractRouterClient<Contract>;
}

/** A backend on an empty workspace, closed when the test has ended. */
export function aBackend(options: Partial<BackendOptions> = {}): ABackend {
  const folder = options.folder ?? aFolder();
  const backend = createBackend({ folder, host: 'cli', resourcesFolder: RESOURCES, ...options });
  onTestFinished(() => backend.close());
  return { folder, backend, client: createRouterClient(backend.router, { context: {} }) };
}
