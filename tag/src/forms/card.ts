import { element } from '../element';
import type { Entry, Form, Reply } from './form';

const words = {
  en: { close: 'Close', topics: 'Topics', failed: 'This could not be sent; try again in a moment.' },
  it: { close: 'Chiudi', topics: 'Argomenti', failed: 'Non è stato possibile inviare; riprova tra poco.' },
};

/** The form as an element of its own; in a corner it can be closed. */
export function cardOf(form: Form, send: (entry: Entry) => Promise<Reply>, closed?: () => void): HTMLElement {
  const host = document.createElement('percorso-form');
  host.lang = form.language;
  host.dataset.form = form.id;
  const root = host.attachShadow({ mode: 'open' });
  // No style element and no attribute: a strict content security policy lets this pass.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style(form, closed !== undefined));
  root.adoptedStyleSheets = [sheet];
  const said = form.language === 'it' ? words.it : words.en;
  const close = () => {
    host.remove();
    closed?.();
  };
  const wrong = element('p', { class: 'wrong', role: 'alert', hidden: true });
  const button = element('button', { type: 'submit' }, form.send);
  const fields = element(
    'form',
    {
      submit: (event) => {
        event.preventDefault();
        if (button.hasAttribute('aria-disabled')) return;
        button.setAttribute('aria-disabled', 'true');
        wrong.hidden = true;
        send(entryOf(event.target as HTMLFormElement))
          .catch((): Reply => ({ wrong: said.failed }))
          .then((reply) => {
            button.removeAttribute('aria-disabled');
            if ('wrong' in reply) {
              wrong.textContent = reply.wrong === '' ? said.failed : reply.wrong;
              wrong.hidden = false;
              return;
            }
            const thanks = element('p', { role: 'status', tabindex: '-1' }, reply.thanks);
            fields.replaceWith(thanks);
            thanks.focus();
            if (reply.redirect.startsWith('https://')) location.assign(reply.redirect);
          });
      },
    },
    ...(form.intro === '' ? [] : [element('p', {}, form.intro)]),
    ...partsOf(form, said.topics),
    wrong,
    button,
  );
  root.append(
    element(
      'section',
      {
        'aria-labelledby': 'title',
        ...(closed !== undefined && { role: 'dialog' }),
        keydown: (event) => {
          if (closed !== undefined && (event as KeyboardEvent).key === 'Escape') close();
        },
      },
      ...(closed === undefined
        ? []
        : [element('button', { type: 'button', class: 'close', 'aria-label': said.close, click: close }, '✕')]),
      element('h2', { id: 'title' }, form.title),
      fields,
    ),
  );
  return host;
}

function partsOf(form: Form, topics: string): HTMLElement[] {
  const line = (label: string, name: string, more: Record<string, string | boolean>) =>
    element('label', {}, label, element('input', { name, maxlength: '254', ...more }));
  const box = (name: string, value: string, label: string, required: boolean) =>
    element(
      'label',
      { class: 'box' },
      element('input', { type: 'checkbox', name, value, required }),
      element('span', {}, label),
    );
  return [
    line(form.email, 'email', { type: 'email', autocomplete: 'email', required: true }),
    // Nobody sees it; who fills it in is a machine.
    element(
      'div',
      { class: 'trap', 'aria-hidden': 'true' },
      line('Website', 'website', { type: 'text', tabindex: '-1', autocomplete: 'off' }),
    ),
    ...form.fields.map(({ trait, label, required, autocomplete }) =>
      line(label, `t.${trait}`, { type: 'text', required, autocomplete }),
    ),
    ...(form.topics.length === 0
      ? []
      : [
          element(
            'fieldset',
            {},
            element('legend', {}, topics),
            ...form.topics.map(({ id, name }) => box('topic', id, name, false)),
          ),
        ]),
    ...form.consents.map(({ purpose, text, required }) => box('purpose', purpose, text, required)),
  ];
}

function entryOf(form: HTMLFormElement): Entry {
  const data = new FormData(form);
  const texts = (name: string) => data.getAll(name).map(String);
  const traits: Record<string, string> = {};
  data.forEach((value, name) => {
    if (name.startsWith('t.')) traits[name.slice(2)] = String(value);
  });
  return {
    email: texts('email')[0] ?? '',
    traits,
    purposes: texts('purpose'),
    topics: texts('topic'),
    website: texts('website')[0] ?? '',
  };
}

/** Inside a shadow root, so that the site's own rules and these leave each other alone. */
function style({ look: { accent, background, text, corner } }: Form, floats: boolean): string {
  const edge = `1px solid color-mix(in srgb, ${text} 25%, ${background})`;
  const box = floats
    ? `position: fixed; z-index: 2147483642; bottom: 12px; ${corner}: 12px; width: min(400px, calc(100vw - 24px)); max-height: calc(100dvh - 24px); overflow: auto; box-shadow: 0 6px 30px rgb(0 0 0 / 25%);`
    : 'position: relative; max-width: 560px;';
  return `
:host { all: initial; display: block; }
* { box-sizing: border-box; font: 15px/1.5 system-ui, sans-serif; color: ${text}; margin: 0; overflow-wrap: anywhere; }
section { ${box} padding: 20px; background: ${background}; border: ${edge}; border-radius: 12px; }
h2 { font-size: 18px; font-weight: 650; ${floats ? 'padding-right: 40px;' : ''} margin-bottom: 8px; }
p { margin-bottom: 12px; }
label { display: block; font-weight: 600; margin-bottom: 12px; }
input { display: block; width: 100%; min-height: 44px; margin-top: 4px; padding: 8px 10px; border: 2px solid ${accent}; border-radius: 8px; background: ${background}; }
fieldset { border: 0; padding: 0; min-width: 0; }
legend { font-weight: 650; padding: 0; margin-bottom: 4px; }
.box { display: grid; grid-template-columns: 28px 1fr; font-weight: 400; }
.box input { width: 20px; min-height: 20px; height: 20px; margin-top: 2px; accent-color: ${accent}; }
.trap { position: absolute; left: -9999px; width: 1px; height: 1px; overflow: hidden; }
.wrong { border-left: 4px solid #b3261e; padding: 6px 10px; }
button { min-height: 44px; padding: 8px 20px; border: 2px solid ${accent}; border-radius: 8px; background: ${accent}; color: ${background}; font-weight: 600; cursor: pointer; }
button[aria-disabled] { cursor: progress; }
input:focus-visible, button:focus-visible { outline: 3px solid ${accent}; outline-offset: 2px; }
.close { position: absolute; top: 8px; right: 8px; min-width: 44px; padding: 0; background: none; border-color: transparent; color: ${text}; }
[hidden] { display: none; }
@media print { ${floats ? 'section { display: none; }' : ''} }
`;
}
