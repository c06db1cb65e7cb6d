import { createStore, useStore } from './store';

export interface Route {
  /** The parts of the hash path: #/feedback/42 is ["feedback", "42"]. */
  path: string[];
  query: URLSearchParams;
}

const OTHER_ROOMS = [
  'recovery',
  'journey',
  'sentiment',
  'topics',
  'improvements',
  'customers',
  'touchpoints',
  'site',
  'settings',
];

/** Every address that names no other room is the inbox's. */
export function isOtherRoom(room: string | undefined): boolean {
  return OTHER_ROOMS.includes(room ?? '');
}

function parse(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  return { path: path.split('/').filter(Boolean).map(decodePart), query: new URLSearchParams(query) };
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const route = createStore(parse(location.hash));

type MayLeave = () => Promise<boolean>;
let held: MayLeave | null = null;

/** Asks before the address changes, until let go of. */
export function holdRoute(mayGo: MayLeave): () => void {
  held = mayGo;
  return () => {
    if (held === mayGo) held = null;
  };
}

export async function mayLeave(): Promise<boolean> {
  return held === null || held();
}

addEventListener('hashchange', () => {
  const arrived = parse(location.hash);
  if (isSame(arrived, route.get())) return;
  if (!held) return route.set(arrived);
  const wanted = location.hash;
  history.replaceState(history.state, '', hrefOf(route.get()));
  void held().then((agreed) => agreed && go(wanted));
});

function hrefOf({ path, query }: Route): string {
  return href(`/${path.map(encodeURIComponent).join('/')}`, query);
}

function isSame(one: Route, other: Route): boolean {
  return href(one.path.join('/'), one.query) === href(other.path.join('/'), other.query);
}

export function useRoute(): Route {
  return useStore(route);
}

export function currentRoute(): Route {
  return route.get();
}

export function href(path: string, query: URLSearchParams = new URLSearchParams()): string {
  const asked = query.toString();
  return `#${path}${asked ? `?${asked}` : ''}`;
}

export function go(target: string): void {
  if (location.hash === target) return;
  location.hash = target;
  // hashchange comes later; two quick key presses must not both start from the old place.
  route.set(parse(target));
}

/** Goes without leaving a step for the browser's back button. */
export function goInstead(target: string): void {
  history.replaceState(history.state, '', target);
  route.set(parse(target));
}
