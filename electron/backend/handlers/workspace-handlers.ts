import { availableParallelism } from 'node:os';
import { ENGINE_VERSION } from '#shared/engine/engine-version.ts';
import { checkDatabase, type WorkspaceDatabase } from '../storage/database.ts';
import type { SettingStore } from '../storage/settings.ts';
import type { BackendRouter, Calls } from './calls.ts';

interface Parts {
  folder: string;
  host: 'desktop' | 'web' | 'cli';
  version: string;
  notices: string[];
  database: WorkspaceDatabase;
  settings: SettingStore;
}

export function workspaceHandlers({ workspace: calls }: Calls, parts: Parts): BackendRouter['workspace'] {
  return {
    info: calls.info.handler(() => ({
      folder: parts.folder,
      version: parts.version,
      engineVersion: ENGINE_VERSION,
      host: parts.host,
      cores: availableParallelism(),
      notices: parts.notices,
    })),
    check: calls.check.handler(() => ({ problems: checkDatabase(parts.database) })),
  };
}

export function settingHandlers({ settings: calls }: Calls, { settings }: Parts): BackendRouter['settings'] {
  return {
    get: calls.get.handler(() => settings.all()),
    set: calls.set.handler(({ input }) => {
      settings.set(input.key, input.value);
      return {};
    }),
  };
}
