import type { Schemas } from '@/api/client';

type BannerModule = {
  bannerOf(
    texts: { version: number; language: string; text: Schemas['BannerText']; colours: Record<string, string> },
    options: object,
  ): { ask(): void };
};

/** Shows the tag's own banner on this page, as visitors see it; what is pressed there has no effect. */
export async function previewBanner(
  text: Schemas['BannerText'],
  language: string,
  { accent, background, text: ink }: Pick<Schemas['ConsentSettings'], 'accent' | 'background' | 'text'>,
): Promise<void> {
  const file = '/tag/percorso-consent.js';
  const { bannerOf } = (await import(/* @vite-ignore */ file)) as BannerModule;
  bannerOf(
    { version: 0, language, text, colours: { accent, background, text: ink } },
    {
      consent: {
        current: () => undefined,
        categories: () => ({ technical: true, analytics: false, profiling: false, marketing: false }),
        globalPrivacyControl: false,
      },
      choose: () => undefined,
      showLink: false,
    },
  ).ask();
}
