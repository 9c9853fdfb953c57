import type { Categories, Consent, Origin } from '../consent';
import { element } from '../element';
import { style } from './style';
import type { Texts, Words } from './words';

export interface BannerOptions {
  /** Where the words are. */
  url: string;
  consent: Pick<Consent, 'current' | 'categories' | 'globalPrivacyControl'>;
  choose(choice: Partial<Categories>, origin: Origin): void;
  /** Whether a small link to the preference centre stays on the page. */
  showLink: boolean;
}

export interface ConsentBanner {
  /** Asks at the bottom of the page. */
  ask(): void;
  /** Shows the preference centre. */
  open(): void;
}

const ALL = { analytics: true, profiling: true, marketing: true };
const NONE = { analytics: false, profiling: false, marketing: false };
const OPTIONAL = ['analytics', 'profiling', 'marketing'] as const;

let shown: Promise<ConsentBanner> | undefined;

/** Banner and preference centre of this page; there is one, however often it is asked for. */
export function consentBanner(options: BannerOptions): Promise<ConsentBanner> {
  shown ??= fetchTexts(options.url).then((texts) => bannerOf(texts, options));
  return shown;
}

/** A banner with these words, in place of the one that was there. */
export function bannerOf(texts: Texts, options: Omit<BannerOptions, 'url'>): ConsentBanner {
  document.querySelector('percorso-consent')?.remove();
  return new Banner(texts, options);
}

async function fetchTexts(url: string): Promise<Texts> {
  const language = document.documentElement.lang || navigator.language;
  const response = await fetch(`${url}?language=${encodeURIComponent(language.slice(0, 2))}`, { credentials: 'omit' });
  if (!response.ok) {
    throw new Error(`status ${response.status}`);
  }
  return (await response.json()) as Texts;
}

class Banner implements ConsentBanner {
  private readonly words: Words;
  private readonly root: ShadowRoot;
  private section: HTMLElement | undefined;
  private readonly link: HTMLElement;

  constructor(
    private readonly texts: Texts,
    private readonly options: Omit<BannerOptions, 'url'>,
  ) {
    this.words = texts.text;
    const host = document.createElement('percorso-consent');
    host.lang = texts.language;
    this.root = host.attachShadow({ mode: 'open' });
    this.dress();
    this.link = element('button', { class: 'link', type: 'button', click: () => this.open() }, this.words.link);
    this.link.hidden = true;
    this.root.append(this.link);
    // First in the page: whoever goes by keyboard or screen reader meets it before anything else.
    document.body.prepend(host);
    this.settle();
  }

  /** A constructed sheet is not inline style, so a strict content security policy has nothing against it. */
  private dress(): void {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style(this.texts.colours));
    this.root.adoptedStyleSheets = [sheet];
  }

  ask(): void {
    if (this.section !== undefined) {
      return;
    }
    const { words } = this;
    this.section = element(
      'section',
      {
        role: 'dialog',
        'aria-labelledby': 'title',
        'aria-describedby': 'body',
        keydown: (event) => {
          if ((event as KeyboardEvent).key === 'Escape') {
            this.choose(NONE, 'banner');
          }
        },
      },
      this.header('title', words.title, () => this.choose(NONE, 'banner')),
      element('p', { id: 'body' }, words.body),
      ...this.notice(),
      ...this.policy(),
      element(
        'div',
        { class: 'buttons' },
        this.button('equal', words.refuseAll, () => this.choose(NONE, 'banner')),
        this.button('equal', words.acceptAll, () => this.choose(ALL, 'banner')),
        this.button('plain', words.choose, () => this.open()),
      ),
    );
    this.link.hidden = true;
    this.root.append(this.section);
  }

  open(): void {
    const { words } = this;
    const allowed = this.options.consent.categories();
    const boxes = new Map<string, HTMLInputElement>();
    const rows = OPTIONAL.map((category) => {
      const isBarred = this.options.consent.globalPrivacyControl && category !== 'analytics';
      const [row, box] = this.row(category, allowed[category] && !isBarred, isBarred);
      boxes.set(category, box);
      return row;
    });
    const origin: Origin = this.options.consent.current() === undefined ? 'banner' : 'preferenceCentre';
    const done = (choice: Partial<Categories>) => {
      dialog.close();
      this.choose(choice, origin);
    };
    const leave = () => {
      dialog.close();
      // Who has not chosen yet refuses by closing; a choice that was made stays.
      if (this.options.consent.current() === undefined) {
        this.choose(NONE, origin);
      }
    };
    const dialog = element(
      'dialog',
      {
        'aria-labelledby': 'preferences',
        cancel: (event) => {
          event.preventDefault();
          leave();
        },
        close: () => dialog.remove(),
      },
      this.header('preferences', words.preferencesTitle, leave),
      element('p', {}, words.preferencesBody),
      ...this.notice(),
      this.row('technical', true, true)[0],
      ...rows,
      ...this.policy(),
      element(
        'div',
        { class: 'buttons' },
        this.button('equal', words.refuseAll, () => done(NONE)),
        this.button('equal', words.acceptAll, () => done(ALL)),
        this.button('plain', words.save, () =>
          done(Object.fromEntries(OPTIONAL.map((category) => [category, boxes.get(category)?.checked === true]))),
        ),
      ),
    ) as HTMLDialogElement;
    this.root.append(dialog);
    dialog.showModal();
  }

  private choose(choice: Partial<Categories>, origin: Origin): void {
    this.options.choose(choice, origin);
    this.section?.remove();
    this.section = undefined;
    this.settle();
  }

  private settle(): void {
    this.link.hidden = !this.options.showLink || this.options.consent.current() === undefined;
  }

  private header(id: string, title: string, close: () => void): HTMLElement {
    return element(
      'header',
      {},
      element('h2', { id }, title),
      element('button', { type: 'button', class: 'close', 'aria-label': this.words.close, click: close }, '✕'),
    );
  }

  private button(kind: string, label: string, pressed: () => void): HTMLElement {
    return element('button', { type: 'button', class: kind, click: pressed }, label);
  }

  private row(category: 'technical' | (typeof OPTIONAL)[number], checked: boolean, disabled: boolean) {
    const box = element('input', { type: 'checkbox', checked, disabled, name: category }) as HTMLInputElement;
    const row = element(
      'label',
      {},
      element('b', {}, this.words[`${category}Name`]),
      box,
      element('small', {}, this.words[`${category}Text`]),
    );
    return [row, box] as const;
  }

  private notice(): HTMLElement[] {
    return this.options.consent.globalPrivacyControl ? [element('p', { class: 'notice' }, this.words.gpcNotice)] : [];
  }

  private policy(): HTMLElement[] {
    const { policyUrl, policyLabel } = this.words;
    return /^(https:\/\/|\/)/.test(policyUrl) ? [element('a', { href: policyUrl }, policyLabel)] : [];
  }
}
