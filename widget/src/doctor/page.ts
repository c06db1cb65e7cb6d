import { finding, type Finding, type Visit } from './types';

// Told apart from a moving launcher by the hash in its name.
const FROZEN = /\/k\.([0-9a-f]{8,})\.js/;

const canKeep = (): boolean => {
  try {
    return !!localStorage;
  } catch {
    return false;
  }
};

/** The tag itself. */
export const checkTag = (visit: Visit): Finding[] => {
  const { base_, options_ } = visit.app_;
  const tags = [...document.querySelectorAll<HTMLScriptElement>('script[data-site]')].filter(({ src }) => src.startsWith(base_ + 'k.'));
  const findings: Finding[] = [];
  if (!options_.site) findings.push(finding(visit, 'fault', 'site.missing', '', 'copy.do'));
  if (tags[1]) findings.push(finding(visit, 'warn', 'tags', tags.length, 'tags.do'));
  return findings;
};

/** Which version runs, and whether the page holds on to it. */
export const checkVersion = (visit: Visit, hash: string): Finding[] => {
  const { base_ } = visit.app_;
  const tag = [...document.querySelectorAll<HTMLScriptElement>('script[src]')].find(({ src }) => src.startsWith(base_ + 'k.'));
  const newest = visit.site_ && visit.site_.version;
  if (tag && FROZEN.test(tag.src)) {
    if (newest && newest != hash) return [finding(visit, 'warn', 'version.behind', `${hash} < ${newest}`, 'version.behind.do')];
    return [finding(visit, tag.integrity ? 'ok' : 'warn', 'version.frozen', hash, tag.integrity ? undefined : 'version.integrity')];
  }
  if (newest && newest != hash) return [finding(visit, 'warn', 'version.old', `${hash} < ${newest}`, 'version.old.do')];
  return [finding(visit, 'ok', 'version.ok', hash)];
};

/** Which language the visitor gets, and whether what she writes can be kept. */
export const checkSurroundings = (visit: Visit, language: string): Finding[] => {
  const { site_: site } = visit;
  const findings: Finding[] = [];
  if (site) {
    const page = document.documentElement.lang;
    const spoken = !page || site.languages.some((one) => RegExp(`^${one}\\b`, 'i').test(page));
    findings.push(spoken ? finding(visit, 'ok', 'language.ok', `${language} (${site.languages.join(', ')})`)
      : finding(visit, 'warn', 'language.other', `${page} (${site.languages.join(', ')})`, 'language.do'));
  }
  if (!canKeep()) findings.push(finding(visit, 'warn', 'storage', '', 'storage.do'));
  return findings;
};
