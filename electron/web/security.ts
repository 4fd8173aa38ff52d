import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** The page may load its own files and nothing else; styles inline because widgets set sizes that way. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  'frame-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), usb=()',
};

/** 256 random bits, safe in an address. */
export const createSecret = (): string => randomBytes(32).toString('base64url');

/** Compares in a time that does not depend on where the two differ. */
export function isSameSecret(given: string | null | undefined, expected: string): boolean {
  const a = Buffer.from(given ?? '');
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Cookies know no port: the name keeps two hosts on one machine apart. */
export const cookieName = (port: number): string => `headroom-${port}`;

export const sessionCookie = (port: number, secret: string): string =>
  `${cookieName(port)}=${secret}; Path=/; HttpOnly; SameSite=Strict`;

export function readCookie(request: IncomingMessage, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

export interface Refusal {
  status: 403 | 421;
  message: string;
}

/**
 * Whether the request may go on to the session check. The host must be this machine by number or by
 * the name `localhost`, or a foreign name was pointed here (DNS rebinding); the origin must be our own
 * page, and be given at all where something is changed.
 */
export function refuseForeign(request: IncomingMessage, port: number): Refusal | undefined {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host, origin } = request.headers;
  if (!host || !hosts.includes(host)) {
    return { status: 421, message: 'This address belongs to another host.' };
  }
  if (origin !== undefined && origin !== `http://${host}`) {
    return { status: 403, message: 'Requests from other pages are refused.' };
  }
  const isReading = request.method === 'GET' || request.method === 'HEAD';
  if (origin === undefined && !isReading) {
    return { status: 403, message: 'Requests that change something must say where they come from.' };
  }
  const site = request.headers['sec-fetch-site'];
  const isNavigation = request.headers['sec-fetch-mode'] === 'navigate';
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isNavigation) {
    return { status: 403, message: 'Requests from other pages are refused.' };
  }
  return undefined;
}
