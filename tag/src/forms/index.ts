import { isOnPage } from '../pages';
import { browserStorage } from '../storage';
import { cardOf } from './card';
import type { Entry, Form, Reply } from './form';

export { cardOf } from './card';

const DAY_MILLIS = 24 * 3600_000;
const KEY = 'forms';

/** When each form was last closed or sent in this browser; that is all it keeps. */
type Memory = Record<string, number>;

/** Puts forms where the page wants them. */
export interface Forms {
  /** Looks at the page: elements with `data-percorso-form`, and what pops up here. */
  place(): void;
}

/**
 * The forms of the site.
 *
 * @param url of the forms
 * @param anonymousId of a visitor who agreed to be followed
 * @param mayPopUp whether the visitor has said what they think of cookies, so that the banner is not in the way
 */
export async function formsOf(
  url: string,
  anonymousId: () => string | undefined,
  mayPopUp: () => boolean,
): Promise<Forms> {
  const language = (document.documentElement.lang || navigator.language).slice(0, 2);
  const response = await fetch(`${url}?language=${language}`, { credentials: 'omit' });
  const offered = response.ok ? ((await response.json()) as Form[]) : [];
  const post = (path: string, body: unknown) =>
    fetch(`${url}/${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      credentials: 'omit',
      headers: { 'accept-language': language },
    });
  const shown = (form: Form) => void post(`${form.id}/shown`, {}).catch(() => undefined);
  const send = async (form: Form, entry: Entry): Promise<Reply> => {
    const known = anonymousId();
    const answer = await post(form.id, {
      ...entry,
      issued: form.issued,
      language: form.language,
      ...(known !== undefined && { anonymousId: known }),
    });
    const body = (await answer.json()) as { thanks: string; redirect: string; detail?: string };
    if (!answer.ok) {
      return { wrong: body.detail ?? '' };
    }
    remember(form);
    return body;
  };
  const inline = () => {
    for (const place of document.querySelectorAll<HTMLElement>('[data-percorso-form]')) {
      const form = offered.find(({ id }) => id === place.dataset.percorsoForm);
      if (form !== undefined && place.querySelector('percorso-form') === null) {
        place.append(cardOf(form, (entry) => send(form, entry)));
        shown(form);
      }
    }
  };
  const popUp = () => {
    const path = location.pathname;
    const form = offered.find((one) => isDue(one, path));
    if (form === undefined) {
      return;
    }
    setTimeout(() => {
      if (location.pathname === path && isDue(form, path) && mayPopUp() && isFree()) {
        document.body.append(
          cardOf(
            form,
            (entry) => send(form, entry),
            () => remember(form),
          ),
        );
        shown(form);
      }
    }, form.place.delaySeconds * 1000);
  };
  return {
    place() {
      inline();
      popUp();
    },
  };
}

/** Nothing else stands between the visitor and the page. */
function isFree(): boolean {
  return document.querySelector('percorso-survey, percorso-message[data-interrupts], body > percorso-form') === null;
}

function isDue(form: Form, path: string): boolean {
  if (form.place.kind !== 'popUp' || !isOnPage(form.place.paths, path)) {
    return false;
  }
  const closed = browserStorage().read<Memory>(KEY)?.[form.id];
  // Closed for good where there is no number of days.
  return closed === undefined || (form.place.everyDays > 0 && Date.now() - closed >= form.place.everyDays * DAY_MILLIS);
}

function remember(form: Form): void {
  const storage = browserStorage();
  if (form.place.kind === 'popUp') {
    storage.write(KEY, { ...storage.read<Memory>(KEY), [form.id]: Date.now() });
  }
}

/** Shows a form on this page without sending anything: for those who draw it. */
export function previewForm(form: Form): void {
  document.querySelector('percorso-form')?.remove();
  const host = cardOf(
    form,
    () => Promise.resolve({ thanks: '✓', redirect: '' }),
    () => undefined,
  );
  document.body.append(host);
}
