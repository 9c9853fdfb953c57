import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import type { Schemas } from '@/api/client';

type Notice = Schemas['MapNotice'];

function shownValue(value: unknown): string {
  if (value === undefined || value === null) return i18next.t('mapwork.notice.nothing');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function fieldOf(field: string | undefined): string {
  const key = `mapwork.field.${field ?? 'entry'}`;
  return i18next.exists(key) ? i18next.t(key) : (field ?? '');
}

/** Two people's work met: says what was replaced, with the text itself, so that it can be put back. */
export function tellNotices(notices: readonly Notice[], side: 'met' | 'replaced'): void {
  for (const notice of notices) {
    // To the other person only what was written over is news.
    if (side === 'replaced' && notice.told !== 'overwritten') continue;
    const key = side === 'replaced' ? 'replacedYours' : notice.told;
    notifications.show({
      color: 'highlight',
      autoClose: 15_000,
      withBorder: true,
      message: i18next.t(`mapwork.notice.${key}`, {
        by: notice.by,
        title: notice.title,
        field: fieldOf(notice.field),
        value: shownValue(notice.value),
      }),
    });
  }
}
