/** Joins the files of one language: `./en/home.json` becomes the keys `home.…`. */
export function bundle(files: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(files).map(([path, words]) => [path.replace(/^.*\/(.+)\.json$/, '$1'), words]),
  );
}
