import { Badge, Button } from '@mantine/core';
import { IconPlus, IconSpeakerphone } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, FigureButton } from '@/kit/DataTable';
import { MessageTabs } from '@/kit/MessageTabs';
import { useMay } from '@/kit/may';
import { Page, Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { MessageDrawer } from './MessageDrawer';
import { OutcomeDialog } from './OutcomeDialog';
import { contentOf, type Message, type MessageContent, newMessage } from './onsite.model';
import { useMessages, useRemoveMessage } from './useOnSite';

type Opened = { message: Message | null; start: MessageContent };

/** What the site shows to its visitors. */
export function OnSitePage() {
  const { t } = useTranslation();
  const messages = useMessages();
  const remove = useRemoveMessage();
  const may = useMay('edit');
  const [opened, setOpened] = useState<Opened | null>(null);
  const [asked, setAsked] = useState<Message | null>(null);
  const startNew = () =>
    setOpened({
      message: null,
      start: newMessage(t('onsite.start.name'), (language) => ({
        title: t(`onsite.start.title.${language}`),
        button: t(`onsite.start.button.${language}`),
        url: '/',
      })),
    });
  return (
    <Page
      title={t('onsite.title')}
      sentence={t('onsite.sentence')}
      actions={
        may && (
          <Button leftSection={<IconPlus size={16} />} onClick={startNew}>
            {t('onsite.new')}
          </Button>
        )
      }
    >
      <MessageTabs />
      <QueryView
        query={messages}
        isEmpty={(list) => list.length === 0}
        empty={
          <EmptyState
            icon={<IconSpeakerphone size={20} aria-hidden />}
            title={t('onsite.none.title')}
            text={t('onsite.none.text')}
            action={may && <Button onClick={startNew}>{t('onsite.none.action')}</Button>}
          />
        }
      >
        {(list) => (
          <Section title={t('onsite.title')} flush>
            <DataTable
              label={t('onsite.title')}
              rows={list}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: 'name',
                  header: t('common.name'),
                  cell: (message) => (
                    <FigureButton onClick={() => setOpened({ message, start: contentOf(message) })}>
                      {message.name}
                    </FigureButton>
                  ),
                },
                { key: 'form', header: t('onsite.field.form'), cell: ({ form }) => t(`onsite.form.${form}`) },
                {
                  key: 'where',
                  header: t('surveys.site.paths'),
                  cell: ({ onSite }) => (onSite.paths.length === 0 ? t('onsite.everyPage') : onSite.paths.join(', ')),
                },
                {
                  key: 'state',
                  header: t('surveys.column.state'),
                  cell: ({ active, onSite }) => (
                    <Badge variant="light" tt="none" fw={500} color={active && onSite.shown ? 'accent' : 'gray'}>
                      {t(active && onSite.shown ? 'surveys.state.on' : 'surveys.state.off')}
                    </Badge>
                  ),
                },
                {
                  key: 'result',
                  header: t('onsite.result.title'),
                  cell: (message) => (
                    <FigureButton onClick={() => setAsked(message)}>{t('onsite.result.open')}</FigureButton>
                  ),
                },
              ]}
            />
          </Section>
        )}
      </QueryView>
      {opened && (
        <MessageDrawer
          key={opened.message?.id ?? 'new'}
          message={opened.message}
          start={opened.start}
          close={() => setOpened(null)}
          remove={(message) => {
            remove.mutate(message);
            setOpened(null);
          }}
        />
      )}
      {asked && <OutcomeDialog message={asked} close={() => setAsked(null)} />}
    </Page>
  );
}
