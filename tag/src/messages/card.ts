import { element } from '../element';
import type { Message, Words } from './message';

/** What a visitor did with it. */
export type Done = 'clicked' | 'dismissed';

/** The message as an element of its own, which is put where it belongs. */
export function showMessage(message: Message, words: Words, done: (what: Done) => void): boolean {
  const host = document.createElement('percorso-message');
  host.lang = message.language;
  host.dataset.message = message.id;
  const root = host.attachShadow({ mode: 'open' });
  // No style element and no attribute: a strict content security policy lets this pass.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style(message));
  root.adoptedStyleSheets = [sheet];
  let open = true;
  const finish = (what: Done) => {
    if (open) {
      open = false;
      done(what);
    }
    host.remove();
  };
  const box = boxOf(message, words, finish);
  root.append(box);
  if (!put(message, host)) {
    return false;
  }
  if (box instanceof HTMLDialogElement) {
    // The browser keeps the keyboard inside, makes the page wait, and gives the focus back at the end.
    box.showModal();
  }
  return true;
}

function put(message: Message, host: HTMLElement): boolean {
  if (message.form === 'inline') {
    const place = document.querySelector(message.place);
    place?.append(host);
    return place !== null;
  }
  if (message.form === 'banner') {
    document.body.prepend(host);
  } else {
    document.body.append(host);
  }
  return true;
}

function boxOf(message: Message, { title, text, button, url }: Words, finish: (what: Done) => void): HTMLElement {
  const isModal = message.form === 'modal';
  const closeWord = message.language === 'it' ? 'Chiudi' : 'Close';
  const close = () => finish('dismissed');
  const parts = [
    element('h2', { id: 'title' }, title),
    ...(text === '' ? [] : [element('p', {}, text)]),
    ...(button === ''
      ? []
      : [element('a', { class: 'go', href: isSafe(url) ? url : '#', click: () => finish('clicked') }, button)]),
    element('button', { type: 'button', class: 'close', 'aria-label': closeWord, click: close }, '✕'),
  ];
  const box = element(
    isModal ? 'dialog' : 'section',
    {
      'aria-labelledby': 'title',
      ...(message.form === 'slideIn' && { role: 'dialog' }),
      keydown: (event) => {
        if (!isModal && (event as KeyboardEvent).key === 'Escape') {
          close();
        }
      },
      cancel: (event) => {
        event.preventDefault();
        close();
      },
    },
    ...parts,
  );
  return box;
}

/** The server checks it, too; nothing else may ever run here. */
function isSafe(url: string): boolean {
  return /^(https?:\/\/|\/(?!\/))/.test(url);
}

function style({ form, look: { accent, background, text, corner } }: Message): string {
  const edge = `1px solid color-mix(in srgb, ${text} 25%, ${background})`;
  const shadow = 'box-shadow: 0 6px 30px rgb(0 0 0 / 25%);';
  const box = {
    banner: `position: relative; padding: 12px 64px 12px 20px; display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: center; border-bottom: ${edge};`,
    modal: `position: fixed; inset: 0; margin: auto; width: min(480px, calc(100vw - 24px)); height: fit-content; max-height: calc(100dvh - 24px); overflow: auto; padding: 24px; border: ${edge}; border-radius: 12px; ${shadow}`,
    slideIn: `position: fixed; z-index: 2147483643; bottom: 12px; ${corner}: 12px; width: min(380px, calc(100vw - 24px)); max-height: calc(100dvh - 24px); overflow: auto; padding: 20px; border: ${edge}; border-radius: 12px; ${shadow}`,
    inline: `position: relative; padding: 20px; border: ${edge}; border-radius: 12px;`,
  }[form];
  return `
:host { all: initial; display: block; }
* { box-sizing: border-box; font: 15px/1.5 system-ui, sans-serif; color: ${text}; margin: 0; }
section, dialog { ${box} background: ${background}; }
dialog::backdrop { background: rgb(0 0 0 / 50%); }
h2 { font-size: 18px; font-weight: 650; padding-right: 40px; }
p { margin: 4px 0 12px; }
.go { display: inline-grid; place-items: center; min-height: 44px; padding: 8px 20px; border-radius: 8px; background: ${accent}; color: ${background}; font-weight: 600; text-decoration: none; }
.close { position: absolute; top: 8px; right: 8px; min-width: 44px; min-height: 44px; border: 0; border-radius: 8px; background: none; cursor: pointer; }
.go:focus-visible, .close:focus-visible { outline: 3px solid ${accent}; outline-offset: 2px; }
${form === 'banner' ? 'h2, p { margin: 0; padding: 0; }' : ''}
@media (prefers-reduced-motion: no-preference) { section, dialog { animation: come 180ms ease-out; } @keyframes come { from { opacity: 0; } } }
@media print { section, dialog { display: none; } }
`;
}
