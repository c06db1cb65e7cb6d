/** Does the path match one of the globs? No glob at all means every page. */
export const matches = (globs: string[], path: string): boolean =>
  !globs.length ||
  globs.some((glob) => {
    const parts = encodeURI(glob).split('*').map((part) => part.replace(/\W/g, '\\$&'));
    return RegExp(`^${parts.join('.*')}$`).test(path);
  });
