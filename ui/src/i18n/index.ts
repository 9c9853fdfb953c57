import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export const languages = ['en', 'it'] as const;
export type Language = (typeof languages)[number];

const storageKey = 'percorso.language';

type Words = () => Promise<{ default: Record<string, unknown> }>;

const load: Record<Language, { first: Words; pages: Words }> = {
  en: { first: () => import('./en'), pages: () => import('./enPages') },
  it: { first: () => import('./it'), pages: () => import('./itPages') },
};

function remembered(): Language {
  let language: string | null = null;
  try {
    language = localStorage.getItem(storageKey);
  } catch {
    // Storage can be switched off; the browser's language is good enough.
  }
  return (language ?? navigator.language).startsWith('it') ? 'it' : 'en';
}

export async function startWords(): Promise<void> {
  const language = remembered();
  const words = await load[language].first();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: words.default } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}

const complete = new Map<Language, Promise<void>>();

async function addPages(language: Language): Promise<void> {
  const [first, pages] = await Promise.all([load[language].first(), load[language].pages()]);
  i18next.addResourceBundle(language, 'translation', { ...first.default, ...pages.default });
}

/** The words of every page, which all but the start page wait for; loaded once. */
export function pageWords(language = i18next.language as Language): Promise<void> {
  const known = complete.get(language);
  if (known !== undefined) return known;
  const loading = addPages(language).catch((failure: unknown) => {
    // A page that is asked for again may find the network back.
    complete.delete(language);
    throw failure;
  });
  complete.set(language, loading);
  return loading;
}

export async function changeLanguage(language: Language): Promise<void> {
  await pageWords(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // The choice then lasts until the page is left.
  }
}
