import { Button, Group, Select, Stack, TextInput, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconPlus, IconPointer, IconSearch } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTouchpoints } from '@/api/mapLists';
import { channelName } from '@/kit/channels';
import { type Column, DataTable, FigureButton } from '@/kit/DataTable';
import { useRemoval } from '@/kit/edit/useRemoval';
import { useFormat } from '@/kit/format';
import { MapTabs } from '@/kit/MapTabs';
import { matchWords } from '@/kit/match/match.model';
import { useMay } from '@/kit/may';
import { Page, Section } from '@/kit/Page';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { Catalogue } from './Catalogue';
import { TouchpointDrawer } from './TouchpointDrawer';
import css from './Touchpoints.module.css';
import { lacksOf, lately, type SortKey, sorted, sortKeys, type Touchpoint } from './touchpoint.model';

export function TouchpointsPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const touchpoints = useTouchpoints();
  const remove = useRemoval('touchpoints');
  const [opened, setOpened] = useState<Touchpoint | 'new' | null>(null);
  const [sort, setSort] = useState<SortKey>('name');
  const { find } = useSearch({ strict: false }) as { find?: unknown };
  const [search, setSearch] = useState(typeof find === 'string' ? find : '');
  const columns = useColumns(setOpened);
  const may = useMay('edit');
  const add = may && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setOpened('new')}>
      {t('touchpoints.new')}
    </Button>
  );
  const wanted = search.trim().toLocaleLowerCase();
  return (
    <Page title={t('touchpoints.title')} sentence={t('touchpoints.sentence')} actions={add}>
      <MapTabs />
      <QueryView
        query={touchpoints}
        isEmpty={(list) => list.length === 0}
        empty={
          <EmptyState
            icon={<IconPointer size={20} aria-hidden />}
            title={t('touchpoints.none.title')}
            text={t('touchpoints.none.text')}
            example={t('touchpoints.none.example')}
            action={add}
          />
        }
      >
        {(list) => (
          <Stack gap={16}>
            <Section
              flush
              title={t('touchpoints.catalogue')}
              counted="touchpoints"
              actions={
                <Group gap={8}>
                  <TextInput
                    w={180}
                    aria-label={t('touchpoints.search')}
                    placeholder={t('touchpoints.search')}
                    leftSection={<IconSearch size={16} />}
                    value={search}
                    onChange={(event) => setSearch(event.currentTarget.value)}
                  />
                  <Select
                    w={180}
                    aria-label={t('touchpoints.sort.label')}
                    data={sortKeys.map((value) => ({ value, label: t(`touchpoints.sort.${value}`) }))}
                    value={sort}
                    onChange={(value) => value && setSort(value as SortKey)}
                  />
                </Group>
              }
            >
              <DataTable
                label={t('touchpoints.catalogue')}
                columns={columns}
                rows={sorted(
                  list.filter(({ name, channel, owner }) =>
                    `${name} ${channel} ${owner ?? ''}`.toLocaleLowerCase().includes(wanted),
                  ),
                  sort,
                  format.locale,
                )}
                rowKey={(row) => row.id}
              />
            </Section>
            <Catalogue />
          </Stack>
        )}
      </QueryView>
      {opened !== null && (
        <TouchpointDrawer
          touchpoint={opened === 'new' ? null : opened}
          close={() => setOpened(null)}
          remove={remove.mutate}
        />
      )}
    </Page>
  );
}

function useColumns(open: (touchpoint: Touchpoint) => void): Column<Touchpoint>[] {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  const figure = (value: number | undefined) => (value === undefined ? '–' : format.number(value));
  return [
    {
      key: 'name',
      header: t('common.name'),
      cell: (row) => (
        <button type="button" className={css.name} onClick={() => open(row)}>
          {row.name}
        </button>
      ),
    },
    {
      key: 'channel',
      header: t('touchpoints.field.channel'),
      cell: (row) => channelName(row.channel, t, (key) => i18n.exists(key)),
    },
    {
      key: 'kind',
      header: t('touchpoints.field.kind'),
      cell: (row) => (
        <span className={css.soft}>
          {t(row.direct ? 'touchpoints.direct' : 'touchpoints.indirect')} ·{' '}
          {t(row.online ? 'touchpoints.online' : 'touchpoints.offline')}
        </span>
      ),
    },
    { key: 'owner', header: t('touchpoints.field.owner'), cell: (row) => row.owner ?? '–' },
    { key: 'kpi', header: t('touchpoints.field.kpi'), cell: (row) => row.kpi ?? '–' },
    {
      key: 'importance',
      header: t('touchpoints.field.importance'),
      figure: true,
      cell: (row) => (
        <Tooltip label={t('touchpoints.importanceHelp')}>
          <span>
            {row.importanceToCustomer ?? '–'} / {row.importanceToCompany ?? '–'}
          </span>
        </Tooltip>
      ),
    },
    {
      key: 'binding',
      header: t('touchpoints.field.binding'),
      cell: (row) => (row.binding ? matchWords(t, row.binding) : '–'),
    },
    {
      key: 'persons',
      header: t('touchpoints.field.persons'),
      figure: true,
      cell: (row) =>
        row.binding && row.persons ? (
          <FigureButton onClick={() => row.binding && openPeople({ title: row.name, query: lately(row.binding) })}>
            {figure(row.persons)}
          </FigureButton>
        ) : (
          figure(row.persons)
        ),
    },
    { key: 'times', header: t('touchpoints.field.occurrences'), figure: true, cell: (row) => figure(row.occurrences) },
    { key: 'lint', header: t('touchpoints.field.todo'), cell: (row) => <Lacks touchpoint={row} /> },
  ];
}

function Lacks({ touchpoint }: { touchpoint: Touchpoint }) {
  const { t } = useTranslation();
  const lacks = lacksOf(touchpoint);
  if (lacks.length === 0) return null;
  return (
    <span className={css.lack}>
      <IconAlertTriangle size={14} aria-hidden /> {lacks.map((lack) => t(`touchpoints.lack.${lack}`)).join(' · ')}
    </span>
  );
}
