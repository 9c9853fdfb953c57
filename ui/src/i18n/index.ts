import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export const languages = ['en', 'it'] as const;
export type Language = (typeof languages)[number];

const storageKey = 'percorso.language';

const load: Record<Language, () => Promise<{ default: Record<string, unknown> }>> = {
  en: () => import('./en'),
  it: () => import('./it'),
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
  const words = await load[language]();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: words.default } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}

export async function changeLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', (await load[language]()).default);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // The choice then lasts until the page is left.
  }
}
