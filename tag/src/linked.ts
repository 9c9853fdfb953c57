const PARAMETER = '_percorso';
/** Long enough to follow a link, too short to be passed on. */
const GOOD_FOR_MILLIS = 120_000;

/** Writes the visitor's id into links to the company's other domains, when they are followed and not before. */
export function decorateLinks(domains: readonly string[], id: () => string | undefined, now: () => number): void {
  const decorate = (event: Event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
    if (link === null || link.host === location.host || !domains.some((domain) => belongsTo(link.host, domain))) {
      return;
    }
    const visitor = id();
    const url = new URL(link.href);
    url.searchParams.delete(PARAMETER);
    if (visitor !== undefined) {
      url.searchParams.set(PARAMETER, `${visitor}.${now().toString(36)}`);
    }
    link.href = url.href;
  };
  for (const event of ['click', 'auxclick', 'contextmenu']) {
    document.addEventListener(event, decorate, { capture: true });
  }
}

function belongsTo(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

/** The id that a link from another domain brought, if it is fresh; takes it out of the address bar. */
export function arrivedId(now: number): string | undefined {
  const url = new URL(location.href);
  const [id = '', time = ''] = (url.searchParams.get(PARAMETER) ?? '').split('.');
  if (id === '') {
    return undefined;
  }
  url.searchParams.delete(PARAMETER);
  history.replaceState(history.state, '', url.href);
  const age = now - Number.parseInt(time, 36);
  return /^[0-9a-f-]{36}$/.test(id) && age >= -GOOD_FOR_MILLIS && age <= GOOD_FOR_MILLIS ? id : undefined;
}
