/** The weekly letter and shared figures, as the API answers them. */

export interface DigestWish {
  is_on: boolean;
  /** Whether this installation sends letters at all. */
  is_set_up: boolean;
  next_at: string;
}

export const SHARE_LANGUAGES = ['fi', 'sv', 'en'] as const;
export type ShareLanguage = (typeof SHARE_LANGUAGES)[number];

export interface ShareLink {
  id: string;
  /** For whom it was made; seen by staff alone. */
  title: string;
  since: string;
  until: string;
  language: ShareLanguage;
  with_comments: boolean;
  state: 'open' | 'expired' | 'revoked';
  made_by: string | null;
  created_at: string;
  expires_at: string;
  revoked_at: string | null;
  views: number;
}

export interface ShownShareLink extends ShareLink {
  /** Its address, shown this once. */
  link: string;
}
