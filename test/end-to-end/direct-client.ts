import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import type { Backend } from '#backend/create-backend.ts';
import type { Contract } from '#shared/contract/contract.ts';

/** Asks the backend behind the page directly, to see what was really stored. */
export const directClient = (backend: Backend): ContractRouterClient<Contract> =>
  createRouterClient(backend.router, { context: {} });
