// Builds the launcher, the panel and the locales into backend/embed/built/, and fails when they grow past their budget.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';

const LAUNCHER_BUDGET = 1500;
const WHOLE_BUDGET = 8000;
// Ad blockers match these words. The wire's own rating, comment and nps may stand in the scripts, but never as a class or an id.
const BLOCKED = /feedback|survey|widget|track|analytics|popup/i;
const BLOCKED_NAMES = /(?:[.#]|className: ?['"`]|id: ?['"`])[\w -]*(?:comment|rating|nps)/i;

// Names written into the visitor's storage: another letter would lose what she has kept.
const KEPT = { said_: 's', known_: 'k', first_: 'f', draft_: 'd', replies_: 'r', seen_: 'n', refused_: 'w', erase_: 'x' };

const here = fileURLToPath(new URL('.', import.meta.url));
const out = join(here, '../backend/embed/built');
const files = new Map();

const letter = (at) => String.fromCharCode(97 + at);
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
for (const [language, words] of Object.entries(locales)) {
  // The words of the conversation are loaded with it.
  const part = (late) => JSON.stringify(Object.fromEntries(Object.entries(words).filter(([key]) => key.startsWith('talk.') === late)));
  files.set(`${language}.${HASH}.json`, part(false)).set(`${language}t.${HASH}.json`, part(true));
}

// One cache of shortened names for all files: they call each other by them.
const mangleCache = { ...KEPT };
const add = async (name, entry, options) => {
  files.set(name, await bundle(entry, { format: 'esm', ...options }, mangleCache));
};
await add(`b.${HASH}.js`, 'ground/start.ts');
// The talk file borrows the panel's functions from the panel file itself, under the short names they have there.
const BORROWED = ['button', 'column', 'el', 'row', 'field', 'scale', 'send', 'uuid'];
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
const borrow = {
  name: 'borrow',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\.\/panel\// }, () => ({ path: 'lend', namespace: 'borrow' }));
    onResolve({ filter: /^\.\/p\./ }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /./, namespace: 'borrow' }, () => ({
      contents: `export { ${BORROWED.map((name, at) => `${letter(at)} as ${name}`)} } from './p.${HASH}.js';`,
    }));
  },
};
await add(`t.${HASH}.js`, 'talk/start.ts', { plugins: [borrow, sheets] });
files.set('k.js', await bundle('launcher.ts', {
  format: 'iife',
  define: { HASH: JSON.stringify(HASH), LOCALES: JSON.stringify(Object.keys(locales)) },
}, mangleCache));

const hash = createHash('sha256').update([...files].flat().join()).digest('hex').slice(0, HASH.length);
const finished = new Map([...files].map((file) => file.map((text) => text.replaceAll(HASH, hash))));
const sizes = Object.fromEntries([...finished].map(([name, content]) => [name, measure(content)]));
const largest = Object.keys(locales).map((language) => `${language}.${hash}.json`).sort((a, b) => sizes[b].gzip - sizes[a].gzip)[0];
const needed = ['k.js', `b.${hash}.js`, `p.${hash}.js`, largest];
const whole = needed.reduce((sum, name) => sum + sizes[name].gzip, 0);

console.log('file                     raw    gzip  brotli');
for (const [name, size] of Object.entries(sizes)) {
  console.log(name.padEnd(22) + [size.raw, size.gzip, size.brotli].map((bytes) => String(bytes).padStart(6)).join('  '));
}
console.log(`launcher ${sizes['k.js'].gzip} of ${LAUNCHER_BUDGET} B gzip; all that rating and commenting loads ${whole} of ${WHOLE_BUDGET} B gzip`);

const faults = [];
for (const [name, content] of finished) {
  const word = name.endsWith('.js') && BLOCKED.exec(content);
  if (word) faults.push(`${name} contains "${word[0]}", which ad blockers match`);
}
if (sizes['k.js'].gzip > LAUNCHER_BUDGET) faults.push(`k.js is ${sizes['k.js'].gzip - LAUNCHER_BUDGET} B over its budget`);
if (whole > WHOLE_BUDGET) faults.push(`launcher, panel and locale are ${whole - WHOLE_BUDGET} B over their budget`);

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const [name, content] of finished) writeFileSync(join(out, name), content);
const manifest = { ...sizes, files: Object.keys(sizes).filter((name) => name !== 'k.js'), whole: { gzip: whole, budget: WHOLE_BUDGET } };
writeFileSync(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
if (faults.length) {
  console.error(faults.map((fault) => `widget: ${fault}`).join('\n'));
  process.exit(1);
}
