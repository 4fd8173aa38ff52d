import { protocol } from 'electron';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CONTENT_SECURITY_POLICY, PAGE_ORIGIN } from './security.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** Call once, before `ready`: gives `app:` the rights of a web origin. */
export function declarePageProtocol(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built page from `folder` under `app://headroom/`. */
export function servePage(folder: string): void {
  protocol.handle('app', (request) => respond(folder, request));
}

async function respond(folder: string, request: Request): Promise<Response> {
  const file = fileOf(folder, request.url);
  if (request.method !== 'GET' || file === undefined) return refuse(403);
  try {
    return new Response(await readFile(file), {
      headers: {
        'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'x-content-type-options': 'nosniff',
      },
    });
  } catch {
    return refuse(404);
  }
}

/** The file an address names, undefined when it leads out of the folder or to another host. */
export function fileOf(folder: string, url: string): string | undefined {
  const { protocol: scheme, host, pathname } = new URL(url);
  if (`${scheme}//${host}` !== PAGE_ORIGIN) return undefined;
  const wanted = path.resolve(folder, `.${decodePath(pathname) ?? '/..'}`);
  if (wanted === path.resolve(folder)) return path.join(folder, 'index.html');
  return wanted.startsWith(path.resolve(folder) + path.sep) ? wanted : undefined;
}

function decodePath(pathname: string): string | undefined {
  try {
    const decoded = decodeURIComponent(pathname);
    return decoded.includes('\0') ? undefined : decoded;
  } catch {
    return undefined;
  }
}

const refuse = (status: number) => new Response(null, { status });
