import type { Mode } from '../src/consent';
import { type Percorso, start } from '../src/start';

type Listener = [EventTarget, string, EventListenerOrEventListenerObject, unknown];

const listeners: Listener[] = [];
const originals = { pushState: history.pushState, replaceState: history.replaceState };

for (const target of [window, document]) {
  const add = target.addEventListener.bind(target);
  target.addEventListener = (type: string, listener: EventListenerOrEventListenerObject, options?: unknown) => {
    listeners.push([target, type, listener, options]);
    add(type, listener, options as AddEventListenerOptions);
  };
}
globalThis.addEventListener = window.addEventListener;

/** Shows a page of a shop in this test's browser. */
export function visit(path: string, title = 'Shop'): void {
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(`http://www.shop.example${path}`);
  document.title = title;
}

interface Options {
  /** Who asks; without it consent is collected elsewhere. */
  consent?: Mode;
  auto?: 'off';
  clicks?: boolean;
  currency?: string;
  queued?: unknown;
}

/** Runs the tag on the page that is shown. The banner itself is tried in a real browser. */
export function runTag(host: string, options: Options = {}): Percorso {
  return start(
    {
      writeKey: 'key',
      host,
      consent: options.consent ?? 'elsewhere',
      automatic: options.auto !== 'off',
      clicks: options.clicks === true,
      errors: true,
      ...(options.currency !== undefined && { currency: options.currency }),
    },
    options.queued,
    () => Promise.reject(new Error('no banner here')),
    () => Promise.reject(new Error('no surveys here')),
    () => Promise.reject(new Error('no messages here')),
    () => Promise.reject(new Error('no push here')),
    () => Promise.reject(new Error('no forms here')),
  );
}

/** The visitor leaves: the tag of this page ends, what the browser keeps stays. */
export function leave(): void {
  window.dispatchEvent(new Event('pagehide'));
  endPage();
}

/** The page's tag ends without a word, as after a crash. */
export function endPage(): void {
  for (const [target, type, listener, options] of listeners.splice(0)) {
    target.removeEventListener(type, listener, options as EventListenerOptions);
  }
  Object.assign(history, originals);
}

/** A visitor who was never here. */
export function forgetVisitor(): void {
  localStorage.clear();
  for (const cookie of document.cookie.split('; ')) {
    const name = cookie.split('=')[0];
    for (const domain of ['', '; Domain=shop.example', '; Domain=www.shop.example']) {
      // biome-ignore lint/suspicious/noDocumentCookie: the test's browser has no Cookie Store
      document.cookie = `${name}=; Path=/; Max-Age=0${domain}`;
    }
  }
  document.body.innerHTML = '';
}
