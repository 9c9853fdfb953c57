import { element } from '../element';
import type { Question, Survey } from './survey';

/** What was answered, by question. */
export type Answers = Record<string, string>;

const THANKS_MILLIS = 4000;

/** The survey as an element of its own: a form that is not modal, so the page stays usable. */
export function cardOf(survey: Survey, answered: (answers: Answers) => void): HTMLElement {
  const host = document.createElement('percorso-survey');
  host.lang = survey.language;
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style(survey.look));
  root.adoptedStyleSheets = [sheet];
  const close = () => host.remove();
  const form = element(
    'form',
    {
      submit: (event) => {
        event.preventDefault();
        const answers: Answers = {};
        new FormData(event.target as HTMLFormElement).forEach((value, name) => {
          answers[name] = String(value);
        });
        if (Object.values(answers).some((answer) => answer.trim() !== '')) {
          answered(answers);
          form.replaceWith(element('p', { role: 'status' }, survey.texts.thanks));
          setTimeout(close, THANKS_MILLIS);
        }
      },
    },
    ...(survey.texts.intro === '' ? [] : [element('p', {}, survey.texts.intro)]),
    ...survey.questions.map(fieldOf),
    element('button', { type: 'submit' }, survey.texts.send),
  );
  const closeWord = survey.language === 'it' ? 'Chiudi' : 'Close';
  root.append(
    element(
      'section',
      {
        role: 'dialog',
        'aria-label': survey.name,
        keydown: (event) => {
          if ((event as KeyboardEvent).key === 'Escape') {
            close();
          }
        },
      },
      element('button', { type: 'button', class: 'close', 'aria-label': closeWord, click: close }, '✕'),
      form,
    ),
  );
  return host;
}

function fieldOf(question: Question): HTMLElement {
  const { id, kind, text, low, high, required } = question;
  const legend = element('legend', {}, text);
  if (kind === 'text') {
    const area = element('textarea', { name: id, maxlength: '2000', rows: '3', 'aria-label': text, required });
    return element('fieldset', {}, legend, area);
  }
  const [first = 0, last = 0] = question.scale.split('-').map(Number);
  const scores = Array.from({ length: last - first + 1 }, (_, place) => first + place);
  const labels = scores.map((score) => {
    const meaning = score === first ? low : score === last ? high : '';
    const shown = kind === 'rating' ? (score === 1 ? '👍' : '👎') : String(score);
    return element(
      'label',
      {},
      element('input', {
        type: 'radio',
        name: id,
        value: String(score),
        required,
        'aria-label': meaning === '' ? String(score) : `${score}, ${meaning}`,
      }),
      shown,
    );
  });
  const ends = element(
    'div',
    { class: 'ends', 'aria-hidden': 'true' },
    element('span', {}, low),
    element('span', {}, high),
  );
  return element('fieldset', {}, legend, element('div', { class: 'scale' }, ...labels), ends);
}

/** Inside a shadow root, so that the site's own rules and these leave each other alone. */
function style({ accent, background, text, corner }: Survey['look']): string {
  return `
:host { all: initial; }
* { box-sizing: border-box; font: 15px/1.5 system-ui, sans-serif; color: ${text}; margin: 0; }
section { position: fixed; z-index: 2147483644; bottom: 12px; ${corner}: 12px; width: min(400px, calc(100vw - 24px)); max-height: calc(100dvh - 24px); overflow: auto; padding: 20px; background: ${background}; border: 1px solid color-mix(in srgb, ${text} 25%, ${background}); border-radius: 12px; box-shadow: 0 6px 30px rgb(0 0 0 / 25%); }
fieldset { border: 0; padding: 0; margin: 0 0 16px; min-width: 0; }
legend { font-weight: 650; padding: 0; margin-bottom: 8px; }
p { margin-bottom: 12px; padding-right: 36px; }
legend { padding-right: 36px; }
.scale { display: grid; grid-template-columns: repeat(auto-fit, minmax(44px, 1fr)); gap: 6px; }
label { position: relative; display: grid; place-items: center; min-height: 44px; border: 2px solid ${accent}; border-radius: 8px; cursor: pointer; }
input { position: absolute; inset: 0; width: 100%; height: 100%; opacity: 0; cursor: pointer; }
label:has(:checked) { background: ${accent}; color: ${background}; }
label:has(:focus-visible), button:focus-visible, textarea:focus-visible { outline: 3px solid ${accent}; outline-offset: 2px; }
.ends { display: flex; justify-content: space-between; gap: 12px; margin-top: 4px; }
.ends span { font-size: 13px; }
textarea { width: 100%; padding: 8px; border: 2px solid ${accent}; border-radius: 8px; background: ${background}; }
button { min-height: 44px; padding: 8px 20px; border: 2px solid ${accent}; border-radius: 8px; background: ${accent}; color: ${background}; font-weight: 600; cursor: pointer; }
.close { position: absolute; top: 8px; right: 8px; min-width: 44px; padding: 0; background: none; border-color: transparent; color: ${text}; }
@media print { section { display: none; } }
`;
}
