import { spawn } from 'node:child_process';

/** Opens the address in the user's browser where there is a desktop to open it on; says whether it tried. */
export function openBrowser(address: string): boolean {
  const command = openCommand(process.platform, process.env);
  if (!command) return false;
  const [program, ...before] = command;
  const child = spawn(program!, [...before, address], { stdio: 'ignore', detached: true });
  child.on('error', () => {}); // no browser: the printed address remains
  child.unref();
  return true;
}

function openCommand(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): string[] | undefined {
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return environment['DISPLAY'] || environment['WAYLAND_DISPLAY'] ? ['xdg-open'] : undefined;
}
