import type { Properties } from './event';

const CAMPAIGN: Record<string, string> = {
  utm_source: 'source',
  utm_medium: 'medium',
  utm_campaign: 'name',
  utm_term: 'term',
  utm_content: 'content',
  utm_id: 'id',
};

/** The page an event happens on. */
export interface Page {
  url: string;
  path: string;
  search: string;
  referrer: string;
  title: string;
}

export function currentPage(referrer: string): Page {
  return {
    url: location.href,
    path: location.pathname,
    search: location.search,
    referrer,
    title: document.title,
  };
}

/** utm_ parameters under the names that Segment gives them; empty when there are none. */
export function campaign(search: string): Properties {
  const found: Properties = {};
  for (const [parameter, value] of new URLSearchParams(search)) {
    const name = CAMPAIGN[parameter.toLowerCase()];
    if (name !== undefined && value !== '') {
      found[name] = value;
    }
  }
  return found;
}

/** What every event tells about the browser. The user agent travels in the request's own header. */
export function browserContext(page: Page): Properties {
  const fromCampaign = campaign(page.search);
  return {
    library: { name: 'percorso.js', version: '0.1.0' },
    page,
    ...(Object.keys(fromCampaign).length > 0 && { campaign: fromCampaign }),
    locale: navigator.language,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    screen: { width: screen.width, height: screen.height, density: window.devicePixelRatio },
  };
}
