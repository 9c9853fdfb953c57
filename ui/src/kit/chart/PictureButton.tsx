import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPhotoDown } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFilter } from '../filter/useFilter';
import { useFormat } from '../format';
import { failed } from '../notices';
import { plainName, saveFile } from '../report/files';
import { useWorkspace } from '../workspace';
import type { PicturePlace } from './pictureContext';

type Props = { title: string; picture: PicturePlace };

/** Takes the chart along as a picture. */
export function PictureButton({ title, picture }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { filter } = useFilter();
  const { name } = useWorkspace();
  const save = useMutation({
    mutationFn: async () => {
      const drawn = picture.drawing.current?.();
      if (drawn === undefined) return;
      const { pictureOf } = await import('./picture');
      const days = `${format.calendarDay(filter.from)} – ${format.calendarDay(filter.to)}`;
      saveFile(
        await pictureOf(drawn, { title, below: `${name} · ${days}`, key: picture.key.current }),
        `${plainName(title)}-${filter.from}-${filter.to}.png`,
      );
    },
    onError: failed,
  });
  return (
    <Tooltip label={t('actions.png')}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('actions.png')}
        className="no-print"
        loading={save.isPending}
        onClick={() => save.mutate()}
      >
        <IconPhotoDown size={18} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  );
}
