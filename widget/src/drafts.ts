/** Keys of an entry's drafts beside those of text questions. */
export const COMMENT = '';
export const REPLY = '+';
