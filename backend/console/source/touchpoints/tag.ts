/** The path of everything a visitor's browser calls is a setting; the shell page says it. */
const prefix = () => document.body.dataset['prefix'] ?? '/w';

/** What the owner pastes. */
export function pageTag(siteKey: string): string {
  return `<script async src="${location.origin}${prefix()}/k.js" data-site="${siteKey}"></script>`;
}

export function inlineTag(touchpointKey: string): string {
  return `<div data-kohtaamo="${touchpointKey}"></div>`;
}

/** Any element of the page's own that opens it. */
export function elementTag(touchpointKey: string): string {
  return `<button data-kohtaamo-open="${touchpointKey}">…</button>`;
}
