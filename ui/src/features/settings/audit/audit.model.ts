import type { TFunction } from 'i18next';

const verbs = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** An action in words: its own ones, or what is done to which part of the API. */
export function wordsOf(action: string, t: TFunction, exists: (key: string) => boolean): string {
  const name = action.replaceAll(/[^A-Za-z]+/g, '_').replace(/_$/, '');
  if (exists(`privacy.audit.named.${name}`)) return t(`privacy.audit.named.${name}`);
  const space = action.indexOf(' ');
  const verb = verbs.find((one) => one === action.slice(0, space));
  const what = action.slice(space + 1).replaceAll(/\/?\{[^}]*\}/g, '');
  return verb === undefined ? action : `${t(`privacy.audit.verb.${verb}`)}: ${what}`;
}
