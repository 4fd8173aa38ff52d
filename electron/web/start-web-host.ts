import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node';
import { createBackend, type Backend } from '#backend/create-backend.ts';
import { isCancelled, Unavailable, UserProblem } from '#backend/problems.ts';
import { sendPageFile } from './page-files.ts';
import {
  cookieName,
  createSecret,
  isSameSecret,
  readCookie,
  refuseForeign,
  SECURITY_HEADERS,
  sessionCookie,
} from './security.ts';
import { createSizeGuard, refuseLarge } from './uploads.ts';

export interface WebHostOptions {
  workspace: string;
  /** The built page. */
  pageFolder: string;
  resourcesFolder: string;
  /** 0 (the default) takes any free port. */
  port?: number;
  workers?: number;
  beginWithSample?: boolean;
  /** Most bytes of one call; a plan is some 30 KB. */
  callLimitBytes?: number;
  /** Most bytes of one uploaded file. */
  uploadLimitBytes?: number;
}

export interface WebHost {
  port: number;
  /** With the token that lets a browser in: for the user's eyes only. */
  address: string;
  /** `http://127.0.0.1:port`. */
  origin: string;
  token: string;
  backend: Backend;
  close(): Promise<void>;
}

/** Serves the page and the contract on 127.0.0.1. Throws `UserProblem` when workspace or port cannot be had. */
export async function startWebHost({
  workspace,
  pageFolder,
  resourcesFolder,
  port: wantedPort = 0,
  workers,
  beginWithSample,
  callLimitBytes = 32 * 2 ** 20,
  uploadLimitBytes = 4 * 2 ** 30,
}: WebHostOptions): Promise<WebHost> {
  const backend = createBackend({
    folder: workspace,
    host: 'web',
    workers,
    resourcesFolder,
    beginWithSample,
  });
  const token = createSecret();
  const session = createSecret();
  const calls = new RPCHandler(backend.router, {
    plugins: [new BodyLimitPlugin({ maxBodySize: callLimitBytes })],
  });
  const server = createServer();
  const port = await listen(server, wantedPort).catch(async (error: unknown) => {
    await backend.close();
    throw error;
  });
  const site: Site = { port, token, session, pageFolder, uploadLimitBytes, backend, calls };
  server.on('request', (request, response) => {
    answer(site, request, response).catch((error: unknown) => answerFailure(backend, error, response));
  });

  let closed: Promise<void> | undefined;
  const origin = `http://127.0.0.1:${port}`;
  return {
    port,
    origin,
    address: `${origin}/?token=${token}`,
    token,
    backend,
    close: () => (closed ??= closeAll(server, backend)),
  };
}

interface Site {
  port: number;
  token: string;
  session: string;
  pageFolder: string;
  uploadLimitBytes: number;
  backend: Backend;
  calls: RPCHandler<Record<never, never>>;
}

/** Every request passes these doors in this order: host and origin, token, session, then what it asks for. */
async function answer(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
  const refusal = refuseForeign(request, site.port);
  if (refusal) return refuse(response, refusal.status, refusal.message);

  const url = new URL(request.url ?? '/', `http://127.0.0.1:${site.port}`);
  if (request.method === 'GET' && url.pathname === '/' && url.searchParams.has('token')) {
    return exchangeToken(site, url, response);
  }
  if (!isSameSecret(readCookie(request, cookieName(site.port)), site.session)) {
    return refuse(
      response,
      401,
      'Open the address that Headroom printed when it started: it lets this browser in.',
    );
  }
  if (url.pathname.startsWith('/rpc/')) return answerCall(site, request, response);
  if (url.pathname === '/files') return receiveFile(site, url, request, response);
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return refuse(response, 405, 'Only reading is possible here.');
  const headOnly = request.method === 'HEAD';
  if (await sendPageFile(site.pageFolder, url.pathname, response, { headOnly })) return;
  refuse(response, 404, 'There is nothing at this address.');
}

function exchangeToken({ token, session, port }: Site, url: URL, response: ServerResponse): void {
  if (!isSameSecret(url.searchParams.get('token'), token)) {
    return refuse(
      response,
      403,
      'This address is no longer valid. Open the one that Headroom printed when it last started.',
    );
  }
  response.writeHead(303, {
    location: '/',
    'set-cookie': sessionCookie(port, session),
    'cache-control': 'no-store',
  });
  response.end();
}

async function answerCall(
  { calls }: Site,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('cache-control', 'no-store');
  const { matched } = await calls.handle(request, response, { prefix: '/rpc', context: {} });
  if (!matched) refuse(response, 404, 'There is no such call.');
}

async function receiveFile(
  site: Site,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') return refuse(response, 405, 'Files are sent with POST.');
  const name = url.searchParams.get('name') ?? '';
  if (name === '' || name.length > 255)
    return refuse(response, 400, 'The file needs a name of at most 255 characters.');
  refuseLarge(request, site.uploadLimitBytes);
  const guard = createSizeGuard(site.uploadLimitBytes);
  request.once('aborted', () => guard.destroy(new Error('aborted')));
  const staged = await site.backend.stageStream(name, request.pipe(guard));
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify({ staged }));
}

function answerFailure(backend: Backend, error: unknown, response: ServerResponse): void {
  if (response.headersSent || response.destroyed || isCancelled(error)) {
    response.destroy();
    return;
  }
  if (error instanceof UserProblem) {
    const status = error.code === 'file-too-large' ? 413 : 422;
    // The rest of a body that nobody reads must not hold the connection.
    response.setHeader('connection', 'close');
    return refuse(response, status, error.message);
  }
  if (error instanceof Unavailable) return refuse(response, 503, error.message);
  const code = backend.reportBug(error, 'web');
  refuse(response, 500, `This is a fault in Headroom (${code}). Details are in ${backend.logFile}.`);
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`${message}\n`);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE' || error.code === 'EACCES';
      const hint = `Port ${port} cannot be used (${error.code}). Choose another with --port, or leave it out.`;
      reject(taken ? new UserProblem('port-taken', hint) : error);
    });
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

async function closeAll(server: Server, backend: Backend): Promise<void> {
  const ended = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await backend.close();
  await ended;
}
