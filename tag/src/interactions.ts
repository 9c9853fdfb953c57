import type { Properties } from './event';

const DOWNLOAD = /\.(pdf|docx?|xlsx?|pptx?|csv|txt|zip|rar|7z|gz|dmg|exe|msi|apk|mp3|mp4|mov|avi|epub)$/i;
const PROPERTY = 'percorso';

type Track = (name: string, properties: Properties) => void;

/**
 * Outbound links, downloads, forms, and elements marked with `data-percorso-event`. Never what was typed: the fields of a
 * form are not looked at.
 *
 * @param everyClick also buttons and links without a mark
 */
export function watchInteractions(track: Track, everyClick: boolean): void {
  document.addEventListener(
    'click',
    (event) => {
      clicked(event.target, track);
      if (everyClick) {
        pressed(event.target, track);
      }
    },
    { capture: true },
  );
  document.addEventListener('auxclick', (event) => clicked(event.target, track), { capture: true });
  document.addEventListener('submit', (event) => submitted(event.target, track), { capture: true });
  const started = new WeakSet<Element>();
  document.addEventListener('focusin', (event) => {
    const form = closest(event.target, 'form');
    if (form !== null && !started.has(form)) {
      started.add(form);
      track('Form Started', formProperties(form));
    }
  });
}

function closest(target: EventTarget | null, selector: string): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(selector) : null;
}

function clicked(target: EventTarget | null, track: Track): void {
  const marked = closest(target, '[data-percorso-event]');
  if (marked !== null) {
    track(marked.dataset.percorsoEvent ?? '', markedProperties(marked));
  }
  const link = closest(target, 'a[href]');
  const url = link instanceof HTMLAnchorElement ? parsed(link.href) : undefined;
  if (link === null || url === undefined || !/^https?:$/.test(url.protocol)) {
    return;
  }
  const properties = { url: url.origin + url.pathname, text: (link.textContent ?? '').trim().slice(0, 100) };
  if (link.hasAttribute('download') || DOWNLOAD.test(url.pathname)) {
    track('File Downloaded', { ...properties, extension: url.pathname.split('.').pop() ?? '' });
  } else if (url.host !== location.host) {
    track('Outbound Link Clicked', { ...properties, host: url.host });
  }
}

/** A button or link by its label; what lies inside `data-percorso-ignore` is left alone. */
function pressed(target: EventTarget | null, track: Track): void {
  const element = closest(target, 'a[href], button, [role="button"], summary');
  if (element !== null && closest(element, '[data-percorso-event], [data-percorso-ignore]') === null) {
    const text = element.getAttribute('aria-label') ?? element.textContent ?? '';
    track('Element Clicked', {
      element: element.tagName.toLowerCase(),
      element_id: element.id,
      text: text.trim().replace(/\s+/g, ' ').slice(0, 60),
    });
  }
}

function parsed(href: string): URL | undefined {
  try {
    return new URL(href, location.href);
  } catch {
    return undefined;
  }
}

/** `data-percorso-plan="pro"` becomes the property `plan`. */
function markedProperties(element: HTMLElement): Properties {
  const properties: Properties = {};
  for (const [name, value] of Object.entries(element.dataset)) {
    if (name.startsWith(PROPERTY) && name !== 'percorsoEvent') {
      const bare = name.slice(PROPERTY.length);
      properties[bare.charAt(0).toLowerCase() + bare.slice(1)] = value;
    }
  }
  return properties;
}

function submitted(target: EventTarget | null, track: Track): void {
  const form = closest(target, 'form');
  if (form !== null) {
    track('Form Submitted', formProperties(form));
  }
}

function formProperties(form: Element): Properties {
  return {
    form_id: form.id,
    form_name: form.getAttribute('name') ?? '',
    form_action: parsed(form.getAttribute('action') ?? '')?.pathname ?? '',
  };
}
