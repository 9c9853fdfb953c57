import { element } from '../element';

/** The words of the site's own question. */
export interface Words {
  title: string;
  text: string;
  yes: string;
  no: string;
}

/**
 * The question that comes before the browser's: asked only here, a "no" costs nothing and the browser can be asked another
 * time. It is not modal, and Escape means no.
 *
 * @param answered is called once, in the click, which browsers want to see before they ask
 */
export function askQuestion(words: Words, answered: (yes: boolean) => void): void {
  document.querySelector('percorso-push')?.remove();
  const host = document.createElement('percorso-push');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const answer = (yes: boolean) => {
    host.remove();
    answered(yes);
  };
  root.append(
    element(
      'section',
      {
        role: 'dialog',
        'aria-labelledby': 'title',
        keydown: (event) => {
          if ((event as KeyboardEvent).key === 'Escape') {
            answer(false);
          }
        },
      },
      element('h2', { id: 'title' }, words.title),
      ...(words.text === '' ? [] : [element('p', {}, words.text)]),
      element(
        'div',
        {},
        element('button', { type: 'button', class: 'no', click: () => answer(false) }, words.no),
        element('button', { type: 'button', class: 'yes', click: () => answer(true) }, words.yes),
      ),
    ),
  );
  document.body.append(host);
}

const STYLE = `
:host { all: initial; color-scheme: light dark; }
* { box-sizing: border-box; margin: 0; font: 15px/1.5 system-ui, sans-serif; color: light-dark(#1f1b16, #f4f1ec); }
section { position: fixed; z-index: 2147483643; bottom: 12px; left: 12px; width: min(400px, calc(100vw - 24px)); padding: 20px; border: 1px solid light-dark(#d9d4cb, #4a443b); border-radius: 12px; background: light-dark(#fff, #23201b); box-shadow: 0 6px 30px rgb(0 0 0 / 25%); }
h2 { font-size: 17px; font-weight: 650; }
p { margin-top: 4px; }
div { display: flex; flex-wrap: wrap; gap: 8px; justify-content: flex-end; margin-top: 16px; }
button { min-height: 44px; padding: 8px 18px; border: 1px solid currentcolor; border-radius: 8px; background: none; cursor: pointer; }
.yes { background: light-dark(#1f1b16, #f4f1ec); color: light-dark(#fff, #23201b); font-weight: 600; }
button:focus-visible { outline: 3px solid light-dark(#0f6b67, #6fc9c3); outline-offset: 2px; }
@media (prefers-reduced-motion: no-preference) { section { animation: come 180ms ease-out; } @keyframes come { from { opacity: 0; } } }
@media print { section { display: none; } }
`;
