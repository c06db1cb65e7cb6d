/** Does the text match one of the globs? No glob at all means every text. */
export const matches = (globs: string[] | null | undefined, text: string): boolean =>
  !globs || !globs[0] ||
  globs.some((glob) => RegExp(`^${glob.split('*').map((part) => part.replace(/\W/g, '\\$&')).join('.*')}$`).test(text));
