/** Whether a path of a page is meant: `*` stands for anything, none at all for every page. */
export function isOnPage(paths: readonly string[], path: string): boolean {
  return (
    paths.length === 0 ||
    paths.some((pattern) =>
      new RegExp(
        `^${pattern
          .split('*')
          .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
          .join('.*')}$`,
      ).test(path),
    )
  );
}
