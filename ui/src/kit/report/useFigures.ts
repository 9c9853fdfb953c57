import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { useFilter } from '../filter/useFilter';
import { useWorkspaceId } from '../workspace';
import { summaryQuery } from './summaryQuery';

/** The figures that a report has, with their names. */
export function useFigures(report: Schemas['AskedReport']) {
  const { scope } = useFilter();
  return useQuery(summaryQuery(useWorkspaceId(), useTranslation().i18n.language, report, scope));
}
