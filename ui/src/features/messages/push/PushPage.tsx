import { Alert, Button, Text } from '@mantine/core';
import { IconAlertTriangle, IconBell } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { useFormat } from '@/kit/format';
import { MessageTabs } from '@/kit/MessageTabs';
import { useMay } from '@/kit/may';
import { failed } from '@/kit/notices';
import { Page, Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { Code } from '@/kit/Secret';
import { EmptyState } from '@/kit/states';
import css from './PushPage.module.css';
import { PushWordsSection } from './PushWordsSection';
import { TestSection } from './TestSection';
import { usePush, useSavePush } from './usePush';

/** How browsers come to take push messages, who does, and whether they arrive. */
export function PushPage() {
  const { t } = useTranslation();
  const push = usePush();
  return (
    <Page title={t('push.title')} sentence={t('push.sentence')}>
      <MessageTabs />
      <QueryView query={push}>{(setup) => (setup.on ? <SetUp setup={setup} /> : <SwitchOn setup={setup} />)}</QueryView>
    </Page>
  );
}

function SwitchOn({ setup }: { setup: Schemas['PushSetup'] }) {
  const { t } = useTranslation();
  const save = useSavePush();
  const may = useMay('edit');
  return (
    <EmptyState
      icon={<IconBell size={20} aria-hidden />}
      title={t('push.off.title')}
      text={t('push.off.text')}
      action={
        may && (
          <Button loading={save.isPending} onClick={() => save.mutate(setup.words, { onError: failed })}>
            {t('push.off.action')}
          </Button>
        )
      }
    />
  );
}

function SetUp({ setup }: { setup: Schemas['PushSetup'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay('edit');
  const { browsers, people } = setup.subscribed;
  return (
    <div className={css.stack}>
      {setup.sealed && (
        <Alert color="warm" variant="light" icon={<IconAlertTriangle size={20} />}>
          {t('push.sealed')}
        </Alert>
      )}
      <Section title={t('push.subscribed.title')} counted="push">
        <p className={css.figure}>{format.number(people)}</p>
        <Text size="sm" c="dimmed">
          {t('push.subscribed.text', { count: browsers, shown: format.number(browsers) })}
        </Text>
      </Section>
      <Section title={t('push.site.title')}>
        <Text size="sm" mb={12}>
          {t('push.site.text')}
        </Text>
        <Code label={t('push.site.worker')} code={`importScripts('${window.location.origin}/tag/percorso-sw.js');`} />
        <Text size="sm" my={12}>
          {t('push.site.ask')}
        </Text>
        <Code label={t('push.site.call')} code="percorso.push.ask();" />
        {setup.publicKey && (
          <>
            <Text size="sm" my={12}>
              {t('push.site.keyText')}
            </Text>
            <Code label={t('push.site.key')} code={setup.publicKey} />
          </>
        )}
      </Section>
      <PushWordsSection setup={setup} />
      {may && <TestSection />}
    </div>
  );
}
