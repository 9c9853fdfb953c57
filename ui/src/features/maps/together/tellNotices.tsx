import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import type { EditedDocument } from '@/kit/edit/document.model';
import type { MapContent } from '../model/map.model';
import { isOpen, isPlace, type Notice, orderWords, placeWords, together, withOther } from './notices.model';

type Document = Pick<EditedDocument<MapContent>, 'change' | 'seal' | 'snapshot'>;
type Side = 'met' | 'replaced';

function shownValue(map: MapContent, group: readonly Notice[]): string {
  const [first] = group;
  if (first === undefined) return '';
  if (first.told === 'moved' || isPlace(first)) return placeWords(map, group);
  if (first.told === 'reordered') return orderWords(map, first);
  const { value } = first;
  if (value === undefined || value === null) return i18next.t('mapwork.notice.nothing');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function fieldOf(field: string | undefined): string {
  const key = `mapwork.field.${field ?? 'entry'}`;
  return i18next.exists(key) ? i18next.t(key) : (field ?? '');
}

function keyOf(notice: Notice, side: Side): string {
  const what = isPlace(notice) ? 'place' : notice.told;
  return side === 'replaced' ? `replaced.${what}` : what;
}

/** Two people's work met: says what was replaced and lets it be put back. */
export function tellNotices(notices: readonly Notice[], side: Side, document: Document): void {
  for (const group of together(notices)) {
    const [notice] = group;
    // To the other person only what was written over is news.
    if (
      notice === undefined ||
      (side === 'replaced' && !(notice.told === 'overwritten' || notice.told === 'reordered'))
    )
      continue;
    const words = i18next.t(`mapwork.notice.${keyOf(notice, side)}`, {
      by: notice.by,
      title: notice.title,
      field: fieldOf(notice.field),
      value: shownValue(document.snapshot().content, group),
    });
    const mine = side === 'replaced' || notice.told === 'moved';
    const id = notifications.show({
      color: 'highlight',
      autoClose: 20_000,
      withBorder: true,
      message: isOpen(notice) ? (
        <Group justify="space-between" gap={8}>
          {words}
          <Button
            size="compact-sm"
            variant="light"
            onClick={() => {
              notifications.hide(id);
              document.seal();
              document.change((map) => group.reduce(withOther, map));
              document.seal();
            }}
          >
            {i18next.t(mine ? 'mapwork.notice.mineBack' : 'mapwork.notice.takeTheirs')}
          </Button>
        </Group>
      ) : (
        words
      ),
    });
  }
}
