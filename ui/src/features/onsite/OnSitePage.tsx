import { IconSpeakerphone } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, FigureButton } from '@/kit/DataTable';
import { ListPage } from '@/kit/ListPage';
import { MessageTabs } from '@/kit/MessageTabs';
import { OnOff } from '@/kit/OnOff';
import { Section } from '@/kit/Page';
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
    <>
      <ListPage words="onsite" icon={IconSpeakerphone} query={messages} start={startNew} above={<MessageTabs />}>
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
                  cell: ({ active, onSite }) => <OnOff on={active && onSite.shown} />,
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
      </ListPage>
      {opened && (
        <MessageDrawer
          key={opened.message?.id ?? 'new'}
          message={opened.message}
          start={opened.start}
          close={() => setOpened(null)}
          remove={remove.mutate}
        />
      )}
      {asked && <OutcomeDialog message={asked} close={() => setAsked(null)} />}
    </>
  );
}
