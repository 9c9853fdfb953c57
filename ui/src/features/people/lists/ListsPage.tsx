import { ActionIcon, Button, Group } from '@mantine/core';
import { IconPencil, IconPlus, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePersonLists } from '@/api/lists';
import { DataTable, FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { Page, Section } from '@/kit/Page';
import { PeopleTabs } from '@/kit/PeopleTabs';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { QueryView } from '@/kit/QueryView';
import { RemoveButton } from '@/kit/RemoveButton';
import { EmptyState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { AddPeople, ListDialog } from './ListDialogs';
import { deleteList, type PersonList } from './queries';

type Open = { what: 'new' } | { what: 'change' | 'add'; list: PersonList };

/** Lists that people are put on one by one, and who is on them. */
export function ListsPage() {
  const { t } = useTranslation();
  const lists = usePersonLists();
  const may = useMay('edit');
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const add = may && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen({ what: 'new' })}>
      {t('lists.new')}
    </Button>
  );
  return (
    <Page title={t('lists.title')} sentence={t('lists.sentence')} actions={add}>
      <PeopleTabs />
      <QueryView
        query={lists}
        isEmpty={(all) => all.length === 0}
        empty={<EmptyState title={t('lists.emptyTitle')} text={t('lists.emptyText')} action={add} />}
      >
        {(all) => <Table lists={all} open={setOpen} />}
      </QueryView>
      {open?.what === 'new' && <ListDialog list={undefined} close={close} />}
      {open?.what === 'change' && <ListDialog list={open.list} close={close} />}
      {open?.what === 'add' && <AddPeople list={open.list} close={close} />}
    </Page>
  );
}

function Table({ lists, open }: { lists: PersonList[]; open: (what: Open) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspaceId();
  const showPeople = usePeopleDrawer();
  const may = useMay('edit');
  return (
    <Section title={t('lists.title')} counted="lists" flush>
      <DataTable
        label={t('lists.title')}
        rows={lists}
        rowKey={(list) => list.id}
        columns={[
          { key: 'name', header: t('common.name'), cell: (list) => list.name },
          { key: 'text', header: t('lists.description'), text: true, cell: (list) => list.description },
          {
            key: 'people',
            header: t('common.nav.people'),
            figure: true,
            cell: (list) => (
              <FigureButton
                onClick={() =>
                  showPeople({
                    title: list.name,
                    query: { kind: 'condition', condition: { type: 'list', list: list.id } },
                  })
                }
              >
                {format.number(list.people)}
              </FigureButton>
            ),
          },
          ...(may
            ? [
                {
                  key: 'actions',
                  header: '',
                  figure: true,
                  cell: (list: PersonList) => (
                    <Group gap={4} justify="flex-end" wrap="nowrap">
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        aria-label={t('lists.addTo', { name: list.name })}
                        onClick={() => open({ what: 'add', list })}
                      >
                        <IconUserPlus size={16} stroke={1.6} />
                      </ActionIcon>
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        aria-label={t('lists.changeOne', { name: list.name })}
                        onClick={() => open({ what: 'change', list })}
                      >
                        <IconPencil size={16} stroke={1.6} />
                      </ActionIcon>
                      <RemoveButton
                        title={t('lists.remove', { name: list.name })}
                        text={t('lists.removeText')}
                        action={t('lists.removeAction')}
                        removed={t('lists.removed', { name: list.name })}
                        queryKey={[workspace, 'lists']}
                        remove={() => deleteList(workspace, list.id)}
                      />
                    </Group>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}
