/** Builds the console: checks the locales, bundles the TypeScript and CSS, writes built/manifest.json. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const LOCALES = ['fi', 'sv', 'en'];

async function sourceText() {
  const files = await readdir(join(here, 'source'), { recursive: true });
  const texts = files.filter((name) => /\.tsx?$/.test(name)).map((name) => readFile(join(here, 'source', name), 'utf8'));
  return (await Promise.all(texts)).join('\n');
}

/** A key may be written whole ('inbox.title') or end in a value (`case.${state}`, 'reason.'); plurals add .one and .other. */
function isUsed(key, source) {
  const whole = key.replace(/\.(one|other)$/, '');
  if (source.includes(`'${key}'`) || source.includes(`'${whole}'`)) return true;
  const stem = key.slice(0, key.indexOf('.') + 1);
  return stem !== '' && (source.includes(`\`${stem}\${`) || source.includes(`'${stem}'`));
}

function keysAskedFor(source) {
  const asked = [...source.matchAll(/\b(t|plural)\(\s*'([^']+)'/g)];
  return asked.map(([, verb, key]) => (verb === 'plural' ? `${key}.other` : key));
}

function placeholders(text) {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort().join(',');
}

function localeFaults(words, source) {
  const reference = words.fi;
  const faults = [];
  for (const locale of LOCALES) {
    for (const key of Object.keys(reference)) if (!(key in words[locale])) faults.push(`${locale}.json lacks "${key}"`);
    for (const [key, text] of Object.entries(words[locale])) {
      if (!(key in reference)) faults.push(`${locale}.json has "${key}", fi.json has not`);
      else if (!text.trim()) faults.push(`${locale}.json: "${key}" is empty`);
      else if (!/\.one$/.test(key) && placeholders(text) !== placeholders(reference[key])) {
        faults.push(`${locale}.json: "${key}" has other {placeholders} than fi.json`);
      }
    }
  }
  for (const key of keysAskedFor(source)) if (!(key in reference)) faults.push(`source uses "${key}", no locale has it`);
  for (const key of Object.keys(reference)) if (!isUsed(key, source)) faults.push(`"${key}" is in the locales but nowhere used`);
  return faults;
}

async function checkLocales() {
  const words = {};
  for (const locale of LOCALES) words[locale] = JSON.parse(await readFile(join(here, 'locales', `${locale}.json`), 'utf8'));
  const faults = localeFaults(words, await sourceText());
  if (faults.length) throw new Error(`console locales:\n  ${faults.join('\n  ')}`);
}

async function bundle() {
  const result = await build({
    absWorkingDir: here,
    entryPoints: [{ in: 'source/main.tsx', out: 'app' }, { in: 'source/app.css', out: 'app' }],
    entryNames: '[name].[hash]',
    chunkNames: '[name].[hash]',
    outdir: 'built',
    bundle: true,
    minify: true,
    format: 'esm',
    splitting: true, // what one page alone needs is fetched by that page
    target: ['es2022', 'chrome111', 'firefox115', 'safari16.4'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    logLevel: 'warning',
    write: false,
  });
  return result.outputFiles;
}

async function writeBuilt(files) {
  await rm(join(here, 'built'), { recursive: true, force: true });
  await mkdir(join(here, 'built'), { recursive: true });
  const manifest = {};
  for (const file of files) {
    const name = basename(file.path);
    if (name.startsWith('app.')) manifest[name.endsWith('.css') ? 'style' : 'script'] = name;
    await writeFile(file.path, file.contents);
    console.log(`console: ${name} ${file.contents.length} bytes, ${gzipSync(file.contents, { level: 9 }).length} gzip`);
  }
  await writeFile(join(here, 'built', 'manifest.json'), `${JSON.stringify(manifest)}\n`);
}

try {
  await checkLocales();
  await writeBuilt(await bundle());
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
