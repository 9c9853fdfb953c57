import { SegmentedControl, Stack } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FilterBar } from '@/kit/filter/FilterBar';
import { useFilter } from '@/kit/filter/useFilter';
import { Page, Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { MatrixTable } from './MatrixTable';
import { type View, views } from './matrix.model';
import { useMatrix } from './usePersonas';
import { Ways } from './Ways';

/** What every persona is to feel at every touchpoint, and what its people do there. */
export function MatrixPage() {
  const { t } = useTranslation();
  const { scope } = useFilter();
  const matrix = useMatrix(scope);
  const [view, setView] = useState<View>('frequency');
  return (
    <Page
      title={t('personas.matrix.title')}
      sentence={t('personas.matrix.sentence')}
      above={<PathLink path="maps/personas">{t('personas.title')}</PathLink>}
    >
      <FilterBar comparison={false} />
      <QueryView
        query={matrix}
        isEmpty={(found) => found.personas.length === 0 || found.touchpoints.length === 0}
        empty={
          <EmptyState
            icon={<IconTable size={20} aria-hidden />}
            title={t('personas.matrix.none.title')}
            text={t('personas.matrix.none.text')}
            example={t('personas.matrix.none.example')}
          />
        }
      >
        {(found) => (
          <Stack gap={16}>
            <Section
              flush
              title={t('personas.matrix.what')}
              counted="personaMatrix"
              actions={
                <SegmentedControl
                  aria-label={t('personas.matrix.what')}
                  value={view}
                  data={views.map((value) => ({ value, label: t(`personas.matrix.view.${value}`) }))}
                  onChange={setView}
                />
              }
            >
              <MatrixTable matrix={found} rows={found.personas} view={view} scope={scope} />
            </Section>
            {found.personas.map((row) => (
              <Section key={row.persona} title={t('personas.ways.title', { name: row.name })} counted="personaWays">
                <Ways matrix={found} row={row} scope={scope} />
              </Section>
            ))}
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}
