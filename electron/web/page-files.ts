import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.map': 'application/json',
  '.wasm': 'application/wasm',
};

/** Sends the file of the built page that `pathname` names; false when there is none. */
export async function sendPageFile(
  folder: string,
  pathname: string,
  response: ServerResponse,
  { headOnly = false } = {},
): Promise<boolean> {
  const file = findPageFile(folder, pathname);
  if (!file) return false;
  const facts = await stat(file).catch(() => undefined);
  if (!facts?.isFile()) return false;
  // The bundler puts a hash of the content into the names of what lies under assets/.
  const isHashed = pathname.startsWith('/assets/');
  response.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-length': facts.size,
    'cache-control': isHashed ? 'private, max-age=31536000, immutable' : 'no-cache',
  });
  if (headOnly) response.end();
  else await pipeline(createReadStream(file), response);
  return true;
}

/** The file inside `folder`, undefined when the path leads out of it or is not a path. */
export function findPageFile(folder: string, pathname: string): string | undefined {
  const decoded = decode(pathname);
  if (decoded === undefined || decoded.includes('\0') || decoded.includes('\\')) return undefined;
  const root = resolve(folder);
  const file = resolve(root, `.${decoded}`);
  if (file === root) return join(root, 'index.html');
  return file.startsWith(root + sep) ? file : undefined;
}

function decode(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}
