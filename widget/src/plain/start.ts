/** What JSON text is made of, a piece at a time, after any space. */
const PIECE = /\s*("(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[[\]{}:,]|true|false|null)/y;
const SHORT: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const PLAIN: Record<string, unknown> = { true: true, false: false, null: null };

const unescaped = (quoted: string): string => quoted.slice(1, -1).replace(/\\(?:u(.{4})|(.))/g, (_, code: string | undefined, letter: string) =>
  (code ? String.fromCharCode(parseInt(code, 16)) : SHORT[letter] || letter));

/**
 * Reads JSON text where the page's JSON.parse is not what it was: only what the device keeps of ours, so without a
 * reviver. Throws what JSON.parse throws when the text is no JSON.
 */
export const parse = (source: string): unknown => {
  let at = 0;
  const piece = (): string => {
    PIECE.lastIndex = at;
    const found = PIECE.exec(source);
    if (!found) throw new SyntaxError(`no JSON at ${at}`);
    at = PIECE.lastIndex;
    return found[1]!;
  };
  const must = (wanted: string, given: string): void => {
    if (wanted != given) throw new SyntaxError(`"${given}" where "${wanted}" belongs`);
  };
  /** Reads members until the closing bracket; `read` is given the piece a member begins with. */
  const members = (close: string, read: (first: string) => void): void => {
    let next = piece();
    if (next == close) return;
    for (;;) {
      read(next);
      next = piece();
      if (next == close) return;
      must(',', next);
      next = piece();
    }
  };
  const value = (first: string): unknown => {
    if (first == '[') {
      const list: unknown[] = [];
      members(']', (one) => (list[list.length] = value(one)));
      return list;
    }
    if (first == '{') {
      const found: Record<string, unknown> = {};
      members('}', (key) => {
        if (key[0] != '"') must('"', key);
        must(':', piece());
        found[unescaped(key)] = value(piece());
      });
      return found;
    }
    if (first[0] == '"') return unescaped(first);
    if (/^[tfn]/.test(first)) return PLAIN[first];
    if (isNaN(+first)) throw new SyntaxError(`"${first}" is no value`);
    return +first;
  };
  const whole = value(piece());
  if (source.slice(at).trim()) throw new SyntaxError(`more than one value at ${at}`);
  return whole;
};
