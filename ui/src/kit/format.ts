import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { createFormat, type Format } from './format.model';
import { useWorkspace } from './workspace';

/** Formats of the user's language with the workspace's zone and currency. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  const { timeZone, currency } = useWorkspace();
  return useMemo(() => createFormat(i18n.language, timeZone, currency), [i18n.language, timeZone, currency]);
}
