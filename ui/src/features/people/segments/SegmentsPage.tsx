import { Button, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { useSegments } from '@/api/lists';
import { DataTable, FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { Page, Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { PeopleTabs } from '@/kit/PeopleTabs';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { useGo } from '@/kit/useGo';
import { SegmentComparison } from './SegmentComparison';

export function SegmentsPage() {
  const { t } = useTranslation();
  const segments = useSegments();
  const go = useGo();
  const may = useMay('edit');
  const add = may && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => go('people/segments/new')}>
      {t('people.segments.new')}
    </Button>
  );
  return (
    <Page title={t('people.segments.title')} sentence={t('people.segments.sentence')} actions={add}>
      <PeopleTabs />
      <QueryView
        query={segments}
        isEmpty={(list) => list.length === 0}
        empty={
          <EmptyState
            title={t('people.segments.emptyTitle')}
            text={t('people.segments.emptyText')}
            example={t('people.segments.example')}
            action={add}
          />
        }
      >
        {(list) => (
          <Stack gap={16}>
            <List segments={list} />
            {list.length > 1 && <SegmentComparison segments={list} />}
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}

function List({ segments }: { segments: Schemas['Segment'][] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  return (
    <Section title={t('people.segments.title')} counted="segments" flush>
      <DataTable
        label={t('people.segments.title')}
        rows={segments}
        rowKey={(segment) => segment.id}
        maxHeight={720}
        columns={[
          {
            key: 'name',
            header: t('common.name'),
            cell: (segment) => <PathLink path={`people/segments/${segment.id}`}>{segment.name}</PathLink>,
          },
          { key: 'text', header: t('people.segments.description'), text: true, cell: (segment) => segment.description },
          {
            key: 'size',
            header: t('common.nav.people'),
            figure: true,
            cell: (segment) => (
              <FigureButton
                onClick={() =>
                  openPeople({
                    title: segment.name,
                    query: { kind: 'condition', condition: { type: 'segment', segment: segment.id } },
                  })
                }
              >
                {format.number(segment.size)}
              </FigureButton>
            ),
          },
        ]}
      />
    </Section>
  );
}
