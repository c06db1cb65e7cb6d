// Builds the launcher, the panel and the locales into backend/embed/built/, and fails when they grow past their budget.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';

const LAUNCHER_BUDGET = 1000;
const GATE_BUDGET = 1500;
const WHOLE_BUDGET = 8000;
const POINT_BUDGET = 3072;
// Ad blockers match these words. The wire's own rating, comment and nps may stand in the scripts, but never as a class or an id.
const BLOCKED = /feedback|survey|widget|track|analytics|popup/i;
const BLOCKED_NAMES = /(?:[.#]|className: ?['"`]|id: ?['"`])[\w -]*(?:comment|rating|nps)/i;

// Names written into the visitor's storage: another letter would lose what she has kept.
const KEPT = { wishes_: 'v', body_: 'b', at_: 'a', told_: 't', said_: 's', known_: 'k', first_: 'f', draft_: 'd', replies_: 'r', seen_: 'n', refused_: 'w', why_: 'c', erase_: 'x' };

const here = fileURLToPath(new URL('.', import.meta.url));
const out = join(here, '../backend/embed/built');
const files = new Map();

const letter = (at) => String.fromCharCode(97 + at);
// About the height of a question with five marks; a page that wants another sets its own min-height.
const RESERVED = '166px';
// One hash for all files of a build, put in at the end, so that they can name each other.
const HASH = '########';

// Style sheets travel inside the script, minified, because a page's CSP may allow no other style.
const sheets = {
  name: 'sheets',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const source = readFileSync(path, 'utf8');
      if (BLOCKED_NAMES.test(source)) throw new Error(`${path} names a class that ad blockers match`);
      const { code } = await transform(source, { loader: 'css', minify: true });
      return { loader: 'text', contents: code.trimEnd() };
    });
  },
};

const bundle = async (entry, options, mangleCache) => {
  const result = await build({
    entryPoints: [entry === 'panel' ? entry : join(here, 'src', entry)],
    bundle: true,
    minify: true,
    write: false,
    target: 'es2019',
    supported: { 'dynamic-import': true },
    charset: 'utf8',
    legalComments: 'none',
    tsconfigRaw: {},
    plugins: [sheets],
    mangleProps: /[a-z]_$/,
    mangleCache,
    logLevel: 'warning',
    ...options,
  });
  Object.assign(mangleCache, result.mangleCache);
  return result.outputFiles[0].text.trimEnd();
};

const readLocales = () => {
  const locales = Object.fromEntries(readdirSync(join(here, 'locales')).filter((name) => name.endsWith('.json'))
    .map((name) => [basename(name, '.json'), JSON.parse(readFileSync(join(here, 'locales', name), 'utf8'))]));
  const plain = (locale) => [...new Set(Object.keys(locale).map((key) => key.replace(/\.(zero|one|two|few|many|other)$/, '')))].sort().join();
  for (const [language, locale] of Object.entries(locales)) {
    if (plain(locale) !== plain(locales.en)) throw new Error(`locales/${language}.json does not have the keys of en.json`);
  }
  return locales;
};

const measure = (content) => ({
  raw: Buffer.byteLength(content),
  gzip: gzipSync(content, { level: 9 }).length,
  brotli: brotliCompressSync(content).length,
});

const locales = readLocales();
// Words that begin so are loaded with the part they belong to, under its letter.
const WORDS = { 'talk.': 't', 'more.': 'q', 'point.': 'h', 'list.': 'l', 'done.': 'd', 'check.': 'c', 'refused.': 'r' };
const partOf = (key) => WORDS[/^[a-z]+\./.exec(key)?.[0]] ?? '';
for (const [language, words] of Object.entries(locales)) {
  for (const part of ['', ...Object.values(WORDS)]) {
    // A surface reads from left to right unless a language says otherwise.
    const own = Object.entries(words).filter(([key, text]) => partOf(key) === part && !(key === 'dir' && text === 'ltr'));
    const text = JSON.stringify(Object.fromEntries(own));
    // The doctor must find its words where connect-src forbids fetching: they come as a script.
    if (part === 'c' && own.length) files.set(`${language}c.${HASH}.js`, `export default ${text}`);
    else if (own.length) files.set(`${language}${part}.${HASH}.json`, text);
  }
}

// One cache of shortened names for all files: they call each other by them.
const mangleCache = { ...KEPT };
const define = { HASH: JSON.stringify(HASH), LOCALES: JSON.stringify(Object.keys(locales)), SPOKEN: JSON.stringify(Object.keys(locales).join(' ')), RESERVED: JSON.stringify(RESERVED) };
const add = async (name, entry, options) => {
  if (entry !== 'panel' && !existsSync(join(here, 'src', entry))) return;
  files.set(name, await bundle(entry, { format: 'esm', define, ...options }, mangleCache));
};
await add(`b.${HASH}.js`, 'ground/start.ts');
// Later parts borrow the panel's functions from the panel file itself, under the short names they have there.
const BORROWED = [...readFileSync(join(here, 'src/panel/lend.ts'), 'utf8').matchAll(/export \{ (.+) \}/g)].flatMap(([, names]) => names.split(', '));
const shortened = {
  name: 'shortened',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^panel$/ }, () => ({ path: 'panel', namespace: 'short' }));
    onLoad({ filter: /./, namespace: 'short' }, () => ({
      resolveDir: join(here, 'src'),
      loader: 'js',
      contents: `export { start } from './panel/start';\n${BORROWED.map((name, at) => `export { ${name} as ${letter(at)} } from './panel/lend';`).join('\n')}`,
    }));
  },
};
await add(`p.${HASH}.js`, 'panel', { plugins: [shortened, sheets] });
// A part imports the names its own files use, and no others.
const borrow = (folder) => ({
  name: 'borrow',
  setup({ onResolve, onLoad }) {
    const sources = readdirSync(join(here, 'src', folder)).filter((name) => name.endsWith('.ts')).map((name) => readFileSync(join(here, 'src', folder, name), 'utf8'));
    const used = new Set(sources.flatMap((source) => [...source.matchAll(/import \{ (.+) \} from '\.\.\/panel\//g)]).flatMap(([, names]) => names.split(', ').map((name) => name.split(' as ')[0])));
    const lent = BORROWED.flatMap((name, at) => (used.has(name) ? `${letter(at)} as ${name}` : []));
    onResolve({ filter: /^\.\.\/panel\// }, () => ({ path: 'lend', namespace: 'borrow' }));
    onResolve({ filter: /^\.\/p\./ }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /./, namespace: 'borrow' }, () => ({ contents: `export { ${lent} } from './p.${HASH}.js';` }));
  },
});
for (const [name, folder] of [['t', 'talk'], ['q', 'more'], ['h', 'point'], ['o', 'dialog']]) await add(`${name}.${HASH}.js`, `${folder}/start.ts`, { plugins: [borrow(folder), sheets] });
for (const [name, folder] of [['g', 'gate'], ['w', 'where'], ['v', 'verbs'], ['f', 'float'], ['r', 'refusal'], ['j', 'plain'], ['l', 'published'], ['c', 'doctor'], ['d', 'done']]) await add(`${name}.${HASH}.js`, `${folder}/start.ts`);
files.set('k.js', await bundle('launcher.ts', { format: 'iife', define }, mangleCache));

const hash = createHash('sha256').update([...files].flat().join()).digest('hex').slice(0, HASH.length);
const finished = new Map([...files].map((file) => file.map((text) => text.replaceAll(HASH, hash))));
// The same launcher under a name that is its own for ever: what an integrity hash needs.
const pinned = `k.${hash}.js`;
const integrity = `sha384-${createHash('sha384').update(finished.get('k.js')).digest('base64')}`;
finished.set(pinned, finished.get('k.js'));
const sizes = Object.fromEntries([...finished].map(([name, content]) => [name, measure(content)]));
const largest = Object.keys(locales).map((language) => `${language}.${hash}.json`).sort((a, b) => sizes[b].gzip - sizes[a].gzip)[0];
const needed = ['k.js', `b.${hash}.js`, `p.${hash}.js`, largest];
const gated = sizes['k.js'].gzip + sizes[`g.${hash}.js`].gzip;
const whole = needed.reduce((sum, name) => sum + sizes[name].gzip, 0);

console.log('file                     raw    gzip  brotli');
for (const [name, size] of Object.entries(sizes)) {
  console.log(name.padEnd(22) + [size.raw, size.gzip, size.brotli].map((bytes) => String(bytes).padStart(6)).join('  '));
}
console.log(`launcher ${sizes['k.js'].gzip} of ${LAUNCHER_BUDGET} B gzip, with triggers ${gated} of ${GATE_BUDGET}; all that rating and commenting loads ${whole} of ${WHOLE_BUDGET} B gzip`);

const largestOf = (part) => Math.max(0, ...Object.keys(locales).map((language) => sizes[`${language}${part}.${hash}.json`]?.gzip ?? 0));
const pointing = (sizes[`h.${hash}.js`]?.gzip ?? 0) + largestOf('h');
console.log(`pointing at an element adds ${pointing} of ${POINT_BUDGET} B gzip`);

const faults = [];
if (pointing > POINT_BUDGET) faults.push(`h.js and its words are ${pointing - POINT_BUDGET} B over their budget`);
for (const [name, content] of finished) {
  const word = name.endsWith('.js') && BLOCKED.exec(content);
  if (word) faults.push(`${name} contains "${word[0]}", which ad blockers match`);
}
if (sizes['k.js'].gzip > LAUNCHER_BUDGET) faults.push(`k.js is ${sizes['k.js'].gzip - LAUNCHER_BUDGET} B over its budget`);
if (gated > GATE_BUDGET) faults.push(`k.js and g.js are ${gated - GATE_BUDGET} B over their budget`);
if (whole > WHOLE_BUDGET) faults.push(`launcher, panel and locale are ${whole - WHOLE_BUDGET} B over their budget`);

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const [name, content] of finished) writeFileSync(join(out, name), content);
const manifest = {
  ...sizes,
  version: hash,
  pinned: { file: pinned, integrity },
  files: Object.keys(sizes).filter((name) => name !== 'k.js'),
  gated: { gzip: gated, budget: GATE_BUDGET },
  whole: { gzip: whole, budget: WHOLE_BUDGET, language: largest.split('.')[0] },
};
writeFileSync(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
if (faults.length) {
  console.error(faults.map((fault) => `widget: ${fault}`).join('\n'));
  process.exit(1);
}
