import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const CANDIDATES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Path of a Chromium or Chrome on this machine; `CHROME_PATH` is asked first. */
export function findBrowser(): string | undefined {
  return [process.env.CHROME_PATH, ...CANDIDATES].find((path) => path !== undefined && existsSync(path));
}

/** Installs what the tests need where that is possible without asking; says how where it is not. */
export function ensureBrowser(): string | undefined {
  const present = findBrowser();
  if (present) return present;
  if (isDebian() && process.getuid?.() === 0) {
    console.error('No Chromium found: installing it with apt-get …');
    installPackages(['chromium']);
  } else {
    console.error('No Chromium found: installing it with playwright …');
    tryCommand('npx', ['--yes', 'playwright', 'install', 'chromium']);
  }
  return findBrowser() ?? playwrightBrowser();
}

/** poppler and qpdf read the PDF back; the tests of the proposal need them. */
export function ensurePdfTools(): void {
  const missing = (['pdfinfo', 'qpdf'] as const).filter((tool) => !isOnPath(tool));
  if (missing.length === 0) return;
  if (isDebian() && process.getuid?.() === 0) installPackages(['poppler-utils', 'qpdf']);
  else console.error(`${missing.join(' and ')} not found: install poppler-utils and qpdf to test the PDF.`);
}

function installPackages(packages: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], env });
  execFileSync('apt-get', ['install', '-y', '-qq', ...packages], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
}

function isDebian(): boolean {
  return existsSync('/etc/os-release') && /\b(debian|ubuntu)\b/.test(readFileSync('/etc/os-release', 'utf8'));
}

function isOnPath(tool: string): boolean {
  return tryCommand(process.platform === 'win32' ? 'where' : 'which', [tool]) !== undefined;
}

function playwrightBrowser(): string | undefined {
  const path = tryCommand('node', [
    '-e',
    "console.log(require('playwright-core').chromium.executablePath())",
  ])?.trim();
  return path && existsSync(path) ? path : undefined;
}

function tryCommand(command: string, args: string[]): string | undefined {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  }
}
