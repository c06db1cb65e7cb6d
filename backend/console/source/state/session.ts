import { get, onSignedOut, patch, post, put, remove, setCsrfToken } from '../api';
import { asProblem, type Problem } from '../problem';
import type { Membership, Scope, Session } from '../wire';
import { speak } from '../words/locale';
import { createStore, useStore } from './store';

interface SessionState {
  status: 'loading' | 'out' | 'in' | 'unreachable';
  session: Session | null;
  /** The session ended while someone was working: the page stays as it was, the sign-in form lies over it. */
  expired: boolean;
  problem: Problem | null;
  siteKey: string | null;
}

const BY_LINK = 'kohtaamo.byLink';

/** Whoever came by a one-time link may set a password without knowing the old one. */
export function cameByLink(): boolean {
  return sessionStorage.getItem(BY_LINK) !== null;
}

/** Whether this tab's session began with this link. */
export function enteredBy(linkToken: string): boolean {
  return sessionStorage.getItem(BY_LINK) === linkToken;
}

export function forgetLink(): void {
  sessionStorage.removeItem(BY_LINK);
}

const CHOSEN_SITE = 'kohtaamo.site';
const state = createStore<SessionState>({ status: 'loading', session: null, expired: false, problem: null, siteKey: null });

onSignedOut(() => {
  if (state.get().status === 'in') state.change({ expired: true });
});

function keep(session: Session): void {
  setCsrfToken(session.csrf_token);
  speak(session.staff.locale);
  const wanted = state.get().siteKey ?? localStorage.getItem(CHOSEN_SITE);
  const site = session.sites.find(({ key }) => key === wanted) ?? session.sites[0];
  state.set({ status: 'in', session, expired: false, problem: null, siteKey: site?.key ?? null });
}

export async function loadSession(): Promise<void> {
  try {
    keep(await get<Session>('/session'));
  } catch (error) {
    const problem = asProblem(error);
    state.change({ status: problem.status === 401 ? 'out' : 'unreachable', problem });
  }
}

/** Looks again what one may do and where; whatever stands on the page stays. */
export async function refreshSession(): Promise<void> {
  try {
    keep(await get<Session>('/session'));
  } catch {
    // Whoever is signed out by now finds out by the next deed.
  }
}

export async function signIn(email: string, password: string, code?: string): Promise<void> {
  keep(await post<Session>('/session', code ? { email, password, code } : { email, password }));
  forgetLink();
}

export async function openLink(linkToken: string, code?: string): Promise<Session> {
  const session = await post<Session>('/session', code ? { link_token: linkToken, code } : { link_token: linkToken });
  keep(session);
  // Used up by now, so no secret any more.
  sessionStorage.setItem(BY_LINK, linkToken);
  return session;
}

export async function signOut(): Promise<void> {
  await remove('/session');
  forgetLink();
  state.set({ status: 'out', session: null, expired: false, problem: null, siteKey: null });
}

export async function choosePassword(password: string, current?: string): Promise<void> {
  await put('/session/password', current ? { password, current_password: current } : { password });
  const { session } = state.get();
  if (session) state.change({ session: { ...session, must_set_password: false } });
}

export async function saveProfile(profile: { name: string; locale: string }): Promise<void> {
  keep(await patch<Session>('/session', profile));
}

export function chooseSite(key: string): void {
  const known = state.get().session?.sites.some((site) => site.key === key);
  if (!known) return;
  localStorage.setItem(CHOSEN_SITE, key);
  state.change({ siteKey: key });
}

export function useSessionState(): SessionState {
  return useStore(state);
}

export function currentSession(): Session | null {
  return state.get().session;
}

function membership({ session, siteKey }: SessionState): Membership | null {
  return session?.sites.find(({ key }) => key === siteKey) ?? null;
}

export function currentSite(): Membership | null {
  return membership(state.get());
}

export function useSite(): Membership | null {
  return membership(useStore(state));
}

export function mayI(scope: Scope): boolean {
  return currentSite()?.scopes.includes(scope) ?? false;
}
