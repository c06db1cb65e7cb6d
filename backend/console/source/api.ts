import { Problem, readProblem } from './problem';
import { announceWait } from './state/waiting';
import type { Page, Session } from './wire';

const PREFIX = '/api/v1';
const TRIES = 4;
const LONGEST_WAIT = 30;

interface Sending {
  method: string;
  path: string;
  body?: unknown;
  /** What `body` is, where it is a text as it stands and no JSON. */
  type?: string;
  key?: string;
  signal?: AbortSignal;
  /** A background look gives up at once instead of waiting for a busy server. */
  hasty?: boolean;
}

let csrfToken = '';
let whenSignedOut: () => void = () => undefined;

export function setCsrfToken(token: string): void {
  csrfToken = token;
}

export function onSignedOut(tell: () => void): void {
  whenSignedOut = tell;
}

/** crypto.randomUUID exists only on https and localhost; getRandomValues everywhere. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function headersFor({ method, body, type, key }: Sending): Record<string, string> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = type ?? 'application/json';
  if (method !== 'GET') headers['X-CSRF-Token'] = csrfToken;
  if (key) headers['Idempotency-Key'] = key;
  return headers;
}

async function send(sending: Sending): Promise<Response> {
  try {
    return await fetch(PREFIX + sending.path, {
      method: sending.method,
      headers: headersFor(sending),
      body: sending.body === undefined || sending.type ? (sending.body as Blob | undefined) : JSON.stringify(sending.body),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: sending.signal,
    });
  } catch (error) {
    if (sending.signal?.aborted) throw error;
    throw new Problem(0, { code: 'network' });
  }
}

function secondsToWait(response: Response): number | null {
  if (response.status !== 429 && response.status !== 503) return null;
  const asked = Number(response.headers.get('Retry-After') ?? 2);
  return Number.isFinite(asked) && asked <= LONGEST_WAIT ? Math.max(1, asked) : null;
}

/** Waits as long as a busy server asks. Every POST carries its key, so sending again cannot do the deed twice. */
async function sendPatiently(sending: Sending): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await send(sending);
    const wait = secondsToWait(response);
    if (wait === null || attempt === TRIES || sending.hasty) return response;
    await announceWait(wait);
  }
}

/** 401 on these two says "not signed in" or "wrong password", which their callers handle themselves. */
function asksWhoIAm({ method, path }: Sending): boolean {
  return path === '/session' && (method === 'GET' || method === 'POST');
}

/** Signing in anew in another tab changes the token under this one: fetch the new one and send once more. */
async function sendWithFreshToken(sending: Sending): Promise<Response> {
  const response = await sendPatiently(sending);
  if (response.status !== 403 || sending.method === 'GET') return response;
  const session = await send({ method: 'GET', path: '/session' });
  const { csrf_token: fresh } = session.ok ? ((await session.json()) as Session) : { csrf_token: csrfToken };
  if (fresh === csrfToken) return response;
  setCsrfToken(fresh);
  return sendPatiently(sending);
}

async function request<T>(sending: Sending): Promise<T> {
  const response = await sendWithFreshToken(sending);
  if (response.status === 204) return undefined as T;
  if (response.ok) return (await response.json()) as T;
  if (response.status === 401 && !asksWhoIAm(sending)) whenSignedOut();
  throw await readProblem(response);
}

export function get<T>(path: string, options: { signal?: AbortSignal; hasty?: boolean } = {}): Promise<T> {
  return request<T>({ method: 'GET', path, ...options });
}

export function post<T>(path: string, body: unknown, key = newKey()): Promise<T> {
  return request<T>({ method: 'POST', path, body, key });
}

/** Sends a file as it is. */
export function postFile<T>(path: string, file: Blob, type: string, key = newKey()): Promise<T> {
  return request<T>({ method: 'POST', path, body: file, type, key });
}

export function patch<T>(path: string, body: unknown): Promise<T> {
  return request<T>({ method: 'PATCH', path, body });
}

export function put<T>(path: string, body: unknown): Promise<T> {
  return request<T>({ method: 'PUT', path, body });
}

export function remove<T = void>(path: string): Promise<T> {
  return request<T>({ method: 'DELETE', path });
}

export async function getAll<T>(path: string): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const joint = path.includes('?') ? '&' : '?';
    const page: Page<T> = await get<Page<T>>(cursor ? `${path}${joint}cursor=${encodeURIComponent(cursor)}` : path);
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor);
  return items;
}
