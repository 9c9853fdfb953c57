import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { endId, rest, startId } from './process.model';

/** Names of activities, of the rest, the start and the end. */
export function useActivityName(grouped: number): (label: string) => string {
  const { t } = useTranslation();
  return useCallback(
    (label: string) => {
      if (label === startId) return t('process.start');
      if (label === endId) return t('process.end');
      return label === rest ? t('process.rest', { count: grouped }) : label;
    },
    [grouped, t],
  );
}
