import type { Schemas } from '@/api/client';
import type { MessageDraft } from './usePreview';

/** Whether a finding is about such a mail: it has no line of preview, and not each must be unsubscribed from. */
export function concerns({ code }: Schemas['EmailFinding'], { purpose = 'marketing' }: MessageDraft): boolean {
  return code !== 'noPreheader' && (code !== 'noUnsubscribe' || purpose === 'marketing');
}

/** A mail of its own as the checks and test mails of templates take it, in the language of whoever writes it. */
export function asTemplate(draft: MessageDraft, locale: string): Schemas['EmailTemplateContent'] {
  const language = locale.slice(0, 2);
  const { subject = '', body = '', text } = draft;
  return {
    name: '–',
    format: 'html',
    language,
    variants: { [language]: { subject, source: body, ...(text === undefined ? {} : { text }) } },
  };
}
