import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { channelName } from '@/kit/channels';
import type { Origin } from './acquisition.model';

/** How a group is called: channels in words, the others as they are; nothing and the rest have names of their own. */
export function useOriginName(dimension: Origin): (value: string | null) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (value) => {
      if (value === null) return t('origins.rest');
      if (value === '') return t(`origins.none.${dimension}`);
      return dimension === 'channel' ? channelName(value, t, i18n.exists) : value;
    },
    [dimension, t, i18n],
  );
}
