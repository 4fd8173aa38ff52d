import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where this system keeps what an application stores for its user. */
export function defaultWorkspace(
  platform: NodeJS.Platform = process.platform,
  environment: Record<string, string | undefined> = process.env,
): string {
  const home = environment['HOME'] ?? homedir();
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Headroom');
  if (platform === 'win32')
    return join(environment['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Headroom');
  return join(environment['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'Headroom');
}
