import { text as json } from '../panel/json';
import type { Item, Shelf } from './types';

interface Policies {
  createPolicy(name: string, rules: { createScript(text: string): string }): { createScript(text: string): string };
}

// Made once: a page may forbid a second policy of the same name.
let policy: { createScript(text: string): string } | undefined;

/** Browsers ask for Trusted Types on any script element, one that only holds data included. */
const trusted = (text: string): string => {
  const { trustedTypes: types } = window as Window & { trustedTypes?: Policies };
  policy = policy || types && types.createPolicy('kohtaamo', { createScript: (same) => same });
  return policy ? policy.createScript(text) : text;
};

/**
 * The same entries for machines, as a block of data that no rule about scripts can refuse. Only where a page names the Trusted
 * Types policies it allows, `kohtaamo` must be among them.
 */
export const dataBlock = (place: HTMLElement, { page: { n, mean, least, most }, say_ }: Shelf, items: Item[]): HTMLScriptElement => {
  const block = document.createElement('script');
  const scale = { bestRating: most, worstRating: least };
  const facts = {
    '@context': 'https://schema.org',
    '@type': place.dataset.type || 'Organization',
    name: place.dataset.name || document.title,
    aggregateRating: { '@type': 'AggregateRating', ratingValue: mean, ratingCount: n, ...scale },
    review: items.map(({ rating, comment, shown_name: name, created_at: at }) => ({
      '@type': 'Review',
      reviewBody: comment,
      datePublished: at.slice(0, 10),
      author: { '@type': 'Person', name: name || say_('list.unnamed') },
      ...rating == null ? {} : { reviewRating: { '@type': 'Rating', ratingValue: rating, ...scale } },
    })),
  };
  block.type = 'application/ld+json';
  block.text = trusted(json(facts).replace(/</g, '\\u003c'));
  return block;
};
