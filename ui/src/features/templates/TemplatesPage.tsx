import { Button, Menu } from '@mantine/core';
import { IconMailCode, IconPalette, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { useTemplates } from '@/api/lists';
import { type Column, DataTable } from '@/kit/DataTable';
import { DeleteMenu } from '@/kit/DeleteMenu';
import { undoable } from '@/kit/edit/undoNotice';
import { useFormat } from '@/kit/format';
import { MessageTabs } from '@/kit/MessageTabs';
import { useMay } from '@/kit/may';
import { Page, Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { useGo } from '@/kit/useGo';
import { type Format, firstVariant, formats } from './template.model';
import { useCreateTemplate, useTemplateRemoval } from './useTemplates';

type Summary = Schemas['EmailTemplateSummary'];

/** The templates of the workspace. */
export function TemplatesPage() {
  const { t } = useTranslation();
  const templates = useTemplates();
  const may = useMay('edit');
  const columns = useColumns(may);
  return (
    <Page
      title={t('templates.title')}
      sentence={t('templates.sentence')}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconPalette size={16} />}
            renderRoot={(props) => <PathLink path="messages/brand" {...props} />}
          >
            {t('templates.brand.title')}
          </Button>
          {may && <NewTemplate />}
        </>
      }
    >
      <MessageTabs />
      <QueryView
        query={templates}
        isEmpty={(list) => list.length === 0}
        empty={
          <EmptyState
            icon={<IconMailCode size={20} aria-hidden />}
            title={t('templates.none.title')}
            text={t('templates.none.text')}
            action={may && <NewTemplate />}
          />
        }
      >
        {(list) => (
          <Section title={t('templates.title')} flush>
            <DataTable label={t('templates.title')} rows={list} rowKey={({ id }) => id} columns={columns} />
          </Section>
        )}
      </QueryView>
    </Page>
  );
}

function NewTemplate() {
  const { t, i18n } = useTranslation();
  const create = useCreateTemplate();
  const go = useGo();
  const start = (format: Format) => {
    const language = i18n.language;
    const words = { greeting: t('templates.first.greeting'), text: t('templates.first.text') };
    const variants = { [language]: firstVariant(format, words) };
    create.mutate(
      { name: t('templates.first.name'), format, language, variants },
      { onSuccess: ({ id }) => go(`messages/templates/${id}`) },
    );
  };
  return (
    <Menu position="bottom-end" width={300}>
      <Menu.Target>
        <Button leftSection={<IconPlus size={16} />} loading={create.isPending}>
          {t('templates.new')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map((format) => (
          <Menu.Item key={format} onClick={() => start(format)}>
            <strong>{t(`templates.format.${format}`)}</strong>
            <br />
            {t(`templates.formatHelp.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function useColumns(may: boolean): Column<Summary>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const { remove, restore } = useTemplateRemoval();
  const taken = (row: Summary) =>
    remove.mutate(row.id, {
      onSuccess: () => undoable(t('templates.removed', { name: row.name }), () => restore.mutate(row.id)),
    });
  return [
    {
      key: 'name',
      header: t('common.name'),
      cell: (row) => <PathLink path={`messages/templates/${row.id}`}>{row.name}</PathLink>,
    },
    { key: 'subject', header: t('templates.subject'), cell: (row) => row.subject || '–' },
    { key: 'format', header: t('templates.made'), cell: (row) => t(`templates.format.${row.format}`) },
    { key: 'languages', header: t('templates.languages'), cell: (row) => row.languages.join(', ') },
    { key: 'uses', header: t('templates.uses.count'), figure: true, cell: (row) => format.number(row.uses) },
    { key: 'when', header: t('templates.changed'), figure: true, cell: (row) => format.dateTime(row.updatedAt) },
    {
      key: 'more',
      header: '',
      figure: true,
      cell: (row) => may && <DeleteMenu label={t('templates.more', { name: row.name })} remove={() => taken(row)} />,
    },
  ];
}
