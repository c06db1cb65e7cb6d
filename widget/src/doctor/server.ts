import type { Refusal } from './policy';
import { finding, type Finding, type Visit } from './types';

// Violations are told a moment after the request has failed.
const later = (): Promise<unknown> => new Promise((done) => setTimeout(done, 150));

const ask = async ({ app_ }: Visit, path: string): Promise<{ status?: number; data?: any }> => {
  try {
    const answer = await fetch(`${app_.base_}v1/sites/${encodeURIComponent(app_.options_.site!)}${path}`, { cache: 'no-store' });
    return { status: answer.status, data: await answer.json().catch(() => undefined) };
  } catch {
    await later();
    return {};
  }
};

const unreached = (visit: Visit, refusals: Refusal[]): Finding => {
  if (refusals.some(({ directive_, reported_ }) => !reported_ && /connect|default/.test(directive_))) return finding(visit, 'fault', 'config.policy', visit.host_);
  if (location.protocol == 'https:' && visit.host_.startsWith('http:')) return finding(visit, 'fault', 'config.mixed', visit.host_, 'config.mixed.do');
  if (!navigator.onLine) return finding(visit, 'fault', 'config.offline', '', 'config.offline.do');
  return finding(visit, 'fault', 'config.blocked', visit.host_, 'config.blocked.do');
};

/** Is the server there, does it know the key, and what did it say about the site. */
export const checkConfig = async (visit: Visit, refusals: () => Refusal[]): Promise<Finding[]> => {
  const { status, data } = await ask(visit, '');
  if (!status) return [unreached(visit, refusals())];
  if (status == 404) return [finding(visit, 'ok', 'config.ok', visit.host_), finding(visit, 'fault', 'key.unknown', visit.app_.options_.site, 'copy.do')];
  if (status != 200 || !data || !data.touchpoints) return [finding(visit, 'fault', 'config.status', status, 'config.status.do')];
  visit.site_ = data;
  return [finding(visit, 'ok', 'config.ok', visit.host_), finding(visit, 'ok', 'key.ok', data.name)];
};

/** May this page send? Asked of the server, which stores nothing for it. */
export const checkOrigin = async (visit: Visit): Promise<Finding[]> => {
  if (!visit.site_) return [];
  if (origin == 'null') return [finding(visit, 'fault', 'origin.none', '', 'origin.none.do')];
  const { status, data } = await ask(visit, '/check');
  if (status != 200 || !data || data.origin_allowed == null) return [finding(visit, 'warn', 'origin.unasked', origin)];
  return [data.origin_allowed ? finding(visit, 'ok', 'origin.ok', origin) : finding(visit, 'fault', 'origin.no', origin, 'origin.do')];
};

/** Can every part be loaded, and does the policy refuse anything: by the directive's name. */
export const checkPolicy = async (visit: Visit, refusals: () => Refusal[]): Promise<Finding[]> => {
  const parts = await Promise.all(['b', 'p', 'g'].map((part) => visit.app_.load_(part).then(() => true, () => false)));
  await later();
  // Where nothing was reached because of it, connect-src has been named already.
  const found = refusals().filter(({ directive_ }) => visit.site_ || directive_ != 'connect-src').map(({ directive_, reported_ }) =>
    finding(visit, reported_ ? 'warn' : 'fault', reported_ ? 'policy.report' : 'policy.no', `${directive_} ${visit.host_}`, 'policy.do'));
  if (!('adoptedStyleSheets' in Document.prototype)) found.push(finding(visit, 'warn', 'policy.style'));
  if (parts.includes(false) && !found[0]) found.push(finding(visit, 'fault', 'parts.blocked', visit.host_, 'config.blocked.do'));
  return found[0] || refusals()[0] ? found : [finding(visit, 'ok', 'policy.ok')];
};
