import { cut } from '../panel/json';
import type { App, Place, Touchpoint } from '../types';

type Value = string | number | boolean;

/** As the touchpoint wants it, or undefined: a word that is no number says nothing about an amount. */
const typed = (value: unknown, kind: string): Value | undefined => {
  const text = `${value}`.trim();
  if (kind == 'number') return text && isFinite(+text) ? +text : undefined;
  if (kind == 'boolean') return /^(|1|true|yes)$/i.test(text) ? true : /^(0|false|no)$/i.test(text) ? false : undefined;
  return cut(text, 200);
};

const camel = (key: string): string => key.replace(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase());

/** What the page says about her and her errand: on the place, on the tag, or by `set` and `identify`; the nearer wins. */
export const told = ({ options_: options }: App, { attributes }: Touchpoint, place?: Place): { subject?: string; segment?: string; attributes?: Record<string, Value> } => {
  const data: Record<string, unknown> = { ...options, ...(place ? place.dataset : {}) };
  const own = (key: string): unknown => (Object.prototype.hasOwnProperty.call(data, key) ? data[key] : undefined);
  const found: Record<string, Value> = {};
  for (const key of Object.keys(attributes || {})) {
    const given = own(key) == undefined ? own(camel(key)) : own(key);
    const value = given == undefined ? undefined : typed(given, attributes![key]!);
    if (value != undefined) found[key] = value;
  }
  const [subject, segment] = [own('subject'), own('segment')];
  return {
    ...(subject ? { subject: cut(subject, 100) } : {}),
    ...(segment ? { segment: cut(segment, 60) } : {}),
    ...(Object.keys(found)[0] ? { attributes: found } : {}),
  };
};
