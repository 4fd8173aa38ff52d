import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect, test } from 'vitest';
import { defaultWorkspace } from '#backend/workspace-folder.ts';
import { findPageFile } from '#web/page-files.ts';
import { aWebHost } from './a-web-host.ts';

const LIST = { method: 'POST', body: '{}' };

test('the token of the address is exchanged for a cookie that scripts and other sites never see', async () => {
  const host = await aWebHost();
  const { status, headers } = await host.send(`/?token=${host.token}`, {
    headers: { cookie: undefined, origin: undefined },
  });
  expect(status).toBe(303);
  expect(headers.location).toBe('/');
  const cookie = headers['set-cookie']![0]!;
  expect(cookie).toMatch(/; HttpOnly/);
  expect(cookie).toMatch(/; SameSite=Strict/);
  expect(cookie).not.toContain(host.token);
});

test('a wrong token opens nothing', async () => {
  const host = await aWebHost();
  const { status, headers } = await host.send('/?token=guessed', { headers: { cookie: undefined } });
  expect(status).toBe(403);
  expect(headers['set-cookie']).toBeUndefined();
});

test('tokens and cookies differ from start to start', async () => {
  const [one, two] = [await aWebHost(), await aWebHost()];
  expect(one.token).not.toBe(two.token);
  expect(one.cookie.split('=')[1]).not.toBe(two.cookie.split('=')[1]);
});

test.for(['/', '/assets/main-1a2b.js', '/rpc/plans/list', '/files?name=a.csv'])(
  'without the cookie %s is closed',
  async (path) => {
    const host = await aWebHost();
    for (const cookie of [undefined, `headroom-${host.port}=guessed`, `other=${host.cookie.split('=')[1]}`]) {
      const { status, text } = await host.send(path, { ...LIST, headers: { cookie } });
      expect(status).toBe(401);
      expect(text).toContain('Open the address');
    }
  },
);

test('with the cookie the page and the calls are open', async () => {
  const host = await aWebHost();
  expect(await host.send('/')).toMatchObject({
    status: 200,
    text: expect.stringContaining('Headroom') as string,
  });
  expect(await host.send('/rpc/plans/list', LIST)).toMatchObject({ status: 200, text: '{"json":[]}' });
});

test.for(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1:1', '0.0.0.0'])(
  'a request for the host %s is refused, whatever it carries (DNS rebinding)',
  async (name) => {
    const host = await aWebHost();
    const { status } = await host.send('/rpc/plans/list', { ...LIST, headers: { host: name } });
    expect(status).toBe(421);
  },
);

test('the name localhost is this machine too', async () => {
  const host = await aWebHost();
  const name = `localhost:${host.port}`;
  const { status } = await host.send('/rpc/plans/list', {
    ...LIST,
    headers: { host: name, origin: `http://${name}` },
  });
  expect(status).toBe(200);
});

test.for(['http://evil.example', 'null', 'http://127.0.0.1:1', 'https://127.0.0.1'])(
  'a request from the origin %s is refused',
  async (origin) => {
    const host = await aWebHost();
    expect((await host.send('/rpc/plans/list', { ...LIST, headers: { origin } })).status).toBe(403);
    expect(
      (await host.send('/files?name=a.csv', { method: 'POST', body: 'a', headers: { origin } })).status,
    ).toBe(403);
  },
);

test('a request that changes something must name its origin', async () => {
  const host = await aWebHost();
  expect((await host.send('/rpc/plans/list', { ...LIST, headers: { origin: undefined } })).status).toBe(403);
});

test('a script of another site cannot even load our files', async () => {
  const host = await aWebHost();
  const headers = { origin: undefined, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
  expect((await host.send('/assets/main-1a2b.js', { headers })).status).toBe(403);
});

test('no answer invites other origins (CORS), not even to a preflight', async () => {
  const host = await aWebHost();
  const headers = { origin: 'http://evil.example', 'access-control-request-method': 'POST' };
  const answer = await host.send('/rpc/plans/list', { method: 'OPTIONS', headers });
  expect(answer.status).toBe(403);
  for (const name of Object.keys({ ...answer.headers, ...(await host.send('/')).headers })) {
    expect(name).not.toMatch(/^access-control-/);
  }
});

test('every answer carries the content policy, which begins with nothing allowed', async () => {
  const host = await aWebHost();
  const answers = [
    await host.send('/'),
    await host.send('/missing'),
    await host.send('/rpc/plans/list', LIST),
  ];
  for (const { headers } of answers) {
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
  }
});

test('paths never lead out of the page folder', async () => {
  const host = await aWebHost();
  for (const path of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/%00',
    '/%',
    '/..%5csecret.txt',
  ]) {
    const { status, text } = await host.send(path);
    expect(status, path).toBe(404);
    expect(text).not.toContain('not for the page');
  }
  expect(findPageFile('/page', '/a/../../secret')).toBeUndefined();
  expect(findPageFile('/page', '/../page-of-others/x')).toBeUndefined();
});

test('only reading is possible outside of calls and files', async () => {
  const host = await aWebHost();
  expect((await host.send('/', { method: 'POST', body: 'x' })).status).toBe(405);
  expect((await host.send('/rpc/plans/list', { method: 'GET' })).status).not.toBe(200);
});

test('a call larger than the limit is refused', async () => {
  const host = await aWebHost({ callLimitBytes: 1000 });
  const body = JSON.stringify({ json: { text: 'x'.repeat(2000) } });
  expect((await host.send('/rpc/plans/importFile', { method: 'POST', body })).status).toBe(413);
});

test('a file larger than the limit is refused, announced or not, and leaves nothing behind', async () => {
  const host = await aWebHost({ uploadLimitBytes: 1000 });
  const body = Buffer.alloc(2000, 'x');
  const announced = await host.send('/files?name=a.csv', { method: 'POST', body });
  expect(announced).toMatchObject({
    status: 413,
    text: expect.stringContaining('headroom import') as string,
  });
  const chunked = await host.send('/files?name=a.csv', {
    method: 'POST',
    body,
    headers: { 'transfer-encoding': 'chunked' },
  });
  expect(chunked.status).toBe(413);
});

test('nothing but 127.0.0.1 is listened on', async () => {
  const host = await aWebHost();
  const others = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of others) {
    await expect(reach(address, host.port)).rejects.toThrow(/ECONNREFUSED/);
  }
  await expect(reach('127.0.0.1', host.port)).resolves.toBe(true);
});

test('the default workspace is where each system keeps what belongs to its user', () => {
  expect(defaultWorkspace('linux', { HOME: '/home/ada' })).toBe('/home/ada/.local/share/Headroom');
  expect(defaultWorkspace('linux', { HOME: '/home/ada', XDG_DATA_HOME: '/data' })).toBe('/data/Headroom');
  expect(defaultWorkspace('darwin', { HOME: '/Users/ada' })).toBe(
    '/Users/ada/Library/Application Support/Headroom',
  );
});

function reach(host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', reject);
  });
}
