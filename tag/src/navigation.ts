/** Calls back whenever a single-page application shows another path or query, after it has set its title. */
export function onNavigation(changed: () => void): void {
  let shown = address();
  const check = () => {
    setTimeout(() => {
      if (address() !== shown) {
        shown = address();
        changed();
      }
    });
  };
  for (const method of ['pushState', 'replaceState'] as const) {
    const original = history[method];
    history[method] = function (this: History, ...rest: Parameters<History['pushState']>) {
      original.apply(this, rest);
      check();
    };
  }
  addEventListener('popstate', check);
}

function address(): string {
  return location.pathname + location.search;
}
