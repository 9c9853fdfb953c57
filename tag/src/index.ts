import { readSettings } from './settings';
import { type Percorso, start } from './start';

declare global {
  interface Window {
    percorso?: Percorso | unknown[];
    percorsoStarted?: boolean;
  }
}

const script = document.currentScript ?? document.querySelector('script[data-write-key]');
const settings = script instanceof HTMLScriptElement ? readSettings(script) : undefined;
if (settings !== undefined && !window.percorsoStarted) {
  // A line that stands twice in a page must not count everything twice.
  window.percorsoStarted = true;
  const run = () => {
    window.percorso = start(
      settings,
      window.percorso,
      () => import(/* @vite-ignore */ `${settings.host}/tag/percorso-consent.js`),
      () => import(/* @vite-ignore */ `${settings.host}/tag/percorso-survey.js`),
      () => import(/* @vite-ignore */ `${settings.host}/tag/percorso-messages.js`),
      () => import(/* @vite-ignore */ `${settings.host}/tag/percorso-push.js`),
      () => import(/* @vite-ignore */ `${settings.host}/tag/percorso-forms.js`),
    );
  };
  // A page that is drawn ahead of time has no visitor yet, perhaps never.
  if ((document as Document & { prerendering?: boolean }).prerendering) {
    document.addEventListener('prerenderingchange', run, { once: true });
  } else {
    run();
  }
}
