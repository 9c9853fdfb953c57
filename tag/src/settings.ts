/** What the script element says. */
export interface Settings {
  writeKey: string;
  /** Address of the server, without a slash at the end. */
  host: string;
  /** `data-consent="required"`: nothing is stored or sent before the visitor agrees to analytics. */
  consentRequired: boolean;
  /** `data-auto="off"`: only what the page calls itself. */
  automatic: boolean;
}

const SCRIPT = /\/tag\/percorso\.js(\?.*)?$/;

export function readSettings(script: HTMLScriptElement): Settings | undefined {
  const writeKey = script.dataset.writeKey ?? '';
  if (writeKey === '') {
    console.warn('percorso: the script has no data-write-key; copy the line from Sources again');
    return undefined;
  }
  const host = script.dataset.host ?? script.src.replace(SCRIPT, '');
  return {
    writeKey,
    host: host.replace(/\/$/, ''),
    consentRequired: script.dataset.consent === 'required',
    automatic: script.dataset.auto !== 'off',
  };
}
