import type { Mode } from './consent';

/** What the script element says. */
export interface Settings {
  writeKey: string;
  /** Address of the server, without a slash at the end. */
  host: string;
  /** `data-consent`: who asks the visitor; absent, the server says it. */
  consent?: Mode;
  /** `data-auto="off"`: only what the page calls itself. */
  automatic: boolean;
  /** `data-clicks="on"`: also clicks on buttons and links. */
  clicks: boolean;
  /** `data-errors="off"`: no JavaScript errors. */
  errors: boolean;
  /** `data-surveys="on"`: ask for surveys where consent is collected elsewhere; otherwise the server says it. */
  surveys?: boolean;
  /** `data-messages="on"`: likewise for messages. */
  messages?: boolean;
  /** `data-push="on"`: likewise for push messages. */
  push?: boolean;
  /** `data-push-worker`: path of the site's worker; absent, `/percorso-sw.js`. */
  pushWorker?: string;
  /** `data-forms="on"`: likewise for forms that pop up. */
  forms?: boolean;
  /** `data-currency`: of amounts that name none. */
  currency?: string;
}

const SCRIPT = /\/tag\/percorso\.js(\?.*)?$/;
const MODES: Record<string, Mode> = { banner: 'banner', site: 'site', required: 'site', elsewhere: 'elsewhere' };

export function readSettings(script: HTMLScriptElement): Settings | undefined {
  const { writeKey = '', host, consent = '', auto, clicks, errors, currency, surveys, messages } = script.dataset;
  const { push, pushWorker, forms } = script.dataset;
  if (writeKey === '') {
    console.warn('percorso: the script has no data-write-key; copy the line from Sources again');
    return undefined;
  }
  const mode = MODES[consent];
  return {
    writeKey,
    host: (host ?? script.src.replace(SCRIPT, '')).replace(/\/$/, ''),
    ...(mode !== undefined && { consent: mode }),
    automatic: auto !== 'off',
    clicks: clicks === 'on',
    errors: errors !== 'off',
    ...(surveys === 'on' && { surveys: true }),
    ...(messages === 'on' && { messages: true }),
    ...(push === 'on' && { push: true }),
    ...(pushWorker !== undefined && { pushWorker }),
    ...(forms === 'on' && { forms: true }),
    ...(currency !== undefined && { currency }),
  };
}
