import { mkdirSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startWebHost, type WebHost, type WebHostOptions } from '#web/start-web-host.ts';
import { RESOURCES } from '#test/makers/a-backend.ts';
import { aFolder } from '#test/makers/a-folder.ts';

export interface AWebHost extends WebHost {
  workspace: string;
  /** `name=value` of a browser that was let in. */
  cookie: string;
  /** A request with the headers a page of our own would send; `headers` replace or (undefined) remove them. */
  send(path: string, options?: SendOptions): Promise<Answer>;
}

export interface SendOptions {
  method?: string;
  headers?: Record<string, string | undefined>;
  body?: string | Buffer;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** A web host over an empty workspace and a page of two files, stopped when the test has ended. */
export async function aWebHost(options: Partial<WebHostOptions> = {}): Promise<AWebHost> {
  const folder = aFolder();
  const pageFolder = join(folder, 'page');
  mkdirSync(join(pageFolder, 'assets'), { recursive: true });
  writeFileSync(join(pageFolder, 'index.html'), '<!doctype html><title>Headroom</title>');
  writeFileSync(join(pageFolder, 'assets', 'main-1a2b.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'not for the page');
  const workspace = join(folder, 'workspace');
  const host = await startWebHost({
    workspace,
    pageFolder,
    resourcesFolder: RESOURCES,
    beginWithSample: false,
    ...options,
  });
  onTestFinished(() => host.close());
  const entry = await send(host, `/?token=${host.token}`, { headers: {} });
  const cookie = String(entry.headers['set-cookie']?.[0]).split(';')[0]!;
  return {
    ...host,
    workspace,
    cookie,
    send: (path, { headers, ...rest } = {}) =>
      send(host, path, {
        ...rest,
        headers: { cookie, origin: host.origin, 'content-type': 'application/json', ...headers },
      }),
  };
}

function send(
  host: WebHost,
  path: string,
  { method = 'GET', headers = {}, body }: SendOptions,
): Promise<Answer> {
  const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      {
        host: '127.0.0.1',
        port: host.port,
        path,
        method,
        headers: given as Record<string, string>,
        agent: false,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString(),
          }),
        );
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}
