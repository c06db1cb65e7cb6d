import type { App } from '../types';
import { text } from './json';
import type { Why } from './store';

export interface Answer {
  data_?: any;
  /** The server's own words when it has said no for good. */
  refused_?: string;
  why_?: Why;
  gone_?: boolean;
  /** Milliseconds the server asks us to wait. */
  after_?: number;
}

/** One request. `data_` when it worked, `refused_` when it never will, neither when it should be tried again. */
export const send = async (app: App, method: string, path: string, body?: object): Promise<Answer> => {
  try {
    const answer = await fetch(app.base_ + 'v1/' + path, {
      method,
      body: body && text(body),
      // It stays plain text, so that a POST needs no preflight: the first click costs one round trip.
      // The request outlives the page if she clicks and leaves.
      keepalive: !!body,
    });
    const data = await answer.json().catch((fault) => {
      // A yes cut off in the middle, as when the page goes, has not told the thread key: it is asked for again.
      if (answer.ok && answer.status != 204) throw fault;
      return {};
    });
    if (answer.ok) return { data_: data };
    // Only our own problem+json may make the device forget an entry: a proxy's 404 must not.
    if (/^4(?!08|25|29)/.test(answer.status as unknown as string)) return { refused_: data.detail || answer.status, why_: { code: data.code, wrong: data.invalid_params }, gone_: data.status == 404 };
    return { after_: +answer.headers.get('retry-after')! * 1000 };
  } catch {
    return {};
  }
};
