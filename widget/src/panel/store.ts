import type { Pointed } from '../types';
import { text as json } from './json';

/** What the visitor has said at one time at one touchpoint, in wire names. */
export interface Said {
  rating?: number;
  answers?: Record<string, number | string | string[]>;
  comment?: string;
  email?: string;
  element?: Pointed | null;
  permission?: boolean;
  shown_name?: string | null;
}

/** Which refusal it was, in the server's codes: the problem's, and of each member that was wrong. */
export interface Why {
  code?: string;
  wrong?: { name: string; code: string }[];
}

/**
 * One entry as this device keeps it. `said_` is what she wants the server to know, `known_` what it has confirmed, as text: while
 * they differ there is something to send. `first_` is the first try, its body kept as it is until it is confirmed,
 * because the server refuses another body under the same id.
 */
export interface Entry {
  id: string;
  touchpoint: string;
  said_: Said;
  known_: string;
  first_?: { known_: string; body_: object };
  /** The thread key: the server has the entry. */
  key?: string;
  /** What the page said about her and her errand when she began: subject, segment, attributes. */
  told_?: object;
  /** When she began, by the device's clock. */
  at_?: number;
  draft_: Record<string, string>;
  replies_: { id: string; text: string }[];
  /** How many staff messages she has seen. */
  seen_: number;
  /** What the receipt asks of the thread: path to body, null to take away. Set and cleared by the talk file. */
  wishes_?: Record<string, object | null>;
  /** The server's words when it said no for good. */
  refused_?: string;
  why_?: Why;
  erase_?: boolean;
}

/**
 * A random UUID as the browser makes one for the address of a blob, which it does on plain http pages too, where
 * randomUUID is missing. The empty blob goes with the page.
 */
export const uuid = (): string => URL.createObjectURL(new Blob()).slice(-36);

/**
 * One localStorage item per site, read again before every write so that two tabs do not undo each other. Where storage is blocked
 * or full the same text lives in memory until the page goes.
 */
export const openStore = (site: string, parse: (text: string) => any) => {
  const name = 'kt:' + site;
  let watchers: (() => unknown)[] = [];
  let memory: string | undefined;

  const all = (): Entry[] => {
    try {
      return parse(memory || localStorage[name]);
    } catch {
      return [];
    }
  };
  const tell = (): void => void (watchers = watchers.filter((watcher) => !watcher()));
  const write = (entries: Entry[]): void => {
    const text = json(entries);
    try {
      if (entries[0]) localStorage[name] = text;
      else delete localStorage[name];
      memory = '';
    } catch {
      memory = text;
    }
    tell();
  };

  return {
    all_: all,
    tell_: tell,
    /** Told of every change, until it answers true. */
    watch_: (watcher: () => unknown) => void watchers.push(watcher),
    find_: (id: string) => all().find((entry) => entry.id == id),
    /** Newest first. */
    list_: (touchpoint: string) => all().filter((entry) => entry.touchpoint == touchpoint && !entry.erase_),
    /** Changes an entry, or begins it: nothing is kept on the device before she acts. */
    edit_(id: string, touchpoint: string, change: (entry: Entry) => void): void {
      const entries = all();
      let entry = entries.find((one) => one.id == id);
      if (!entry) entries.unshift((entry = { id, touchpoint, said_: {}, known_: '{}', draft_: {}, replies_: [], seen_: 0, at_: Date.now() }));
      change(entry);
      write(entries);
    },
    /** Staff messages of an entry she has not seen: set by the talk file once it is loaded. */
    unread_: (_entry: Entry): number => 0,
    drop_: (id: string) => write(all().filter((entry) => entry.id != id)),
  };
};

export type Store = ReturnType<typeof openStore>;
