import type { Mode } from './consent';

/** What the server says about this source. */
export interface Config {
  consent: Mode;
  /** Version of the words. */
  version: number;
  /** The oldest version under which a choice still holds. */
  askedSince: number;
  askAfterMonths: number;
  /** Whether pages of those who refused are counted, without any id. */
  countRefusals: boolean;
  showLink: boolean;
  /** Domains among which a visitor who agreed stays one person. */
  linkedDomains: string[];
  /** Whether the site may show surveys. */
  surveys: boolean;
  /** Whether it may show messages. */
  messages: boolean;
  /** Whether push messages are switched on. */
  push: boolean;
  /** Whether a form pops up there. */
  forms: boolean;
}

/** Without an answer the site is closed: nothing is asked, and nothing is collected. */
const CLOSED: Config = {
  consent: 'site',
  version: 0,
  askedSince: 0,
  askAfterMonths: 6,
  countRefusals: false,
  showLink: false,
  linkedDomains: [],
  surveys: false,
  messages: false,
  push: false,
  forms: false,
};

/** Asks the server; the browser keeps the answer for a minute. */
export async function fetchConfig(host: string, writeKey: string): Promise<Config> {
  try {
    const response = await fetch(`${host}/tag/config/${encodeURIComponent(writeKey)}`, { credentials: 'omit' });
    if (response.ok) {
      return { ...CLOSED, ...((await response.json()) as Partial<Config>) };
    }
    console.warn(`percorso: the server does not know this write key (status ${response.status}); nothing is collected`);
  } catch {
    // The server is away: the next page asks again.
  }
  return CLOSED;
}
