/** One refusal of the page's Content-Security-Policy that hit a file or a request of ours. */
export interface Refusal {
  directive_: string;
  address_: string;
  reported_: boolean;
}

/** Gathers what the policy refuses our host, what it refused before we came included where the browser remembers it. */
export const watchPolicy = (host: string, signal: AbortSignal): (() => Refusal[]) => {
  const found = new Map<string, Refusal>();
  const note = ({ effectiveDirective, blockedURI, blockedURL, disposition }: any): void => {
    const address = blockedURI || blockedURL || '';
    if (!effectiveDirective || !address.startsWith(host)) return;
    // What a browser reports as script-src-elem is mended by script-src just as well.
    const directive = effectiveDirective.replace(/-(elem|attr)$/, '');
    found.set(directive + disposition, { directive_: directive, address_: address, reported_: disposition == 'report' });
  };
  document.addEventListener('securitypolicyviolation', note, { signal });
  try {
    const observer = new ReportingObserver((reports) => reports.forEach(({ body }) => note(body || {})), { types: ['csp-violation'], buffered: true });
    observer.observe();
    signal.addEventListener('abort', () => observer.disconnect());
  } catch { /* the events alone then */ }
  return () => [...found.values()];
};
