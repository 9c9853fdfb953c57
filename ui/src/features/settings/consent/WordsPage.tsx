import { Button, Checkbox, Group, SegmentedControl, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { asProblem, fieldMessages } from '@/api/problem';
import { DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { done, failed } from '@/kit/notices';
import { Page, Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { ErrorState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { SettingsTabs } from '../SettingsTabs';
import { ConsentTabs } from './ConsentTabs';
import { longWords, wordKeys } from './consent.model';
import { previewBanner } from './preview';
import { useConsentSettings, useConsentTexts } from './useConsent';

type Version = Schemas['ConsentText'];
type Language = keyof Version['texts'];

/** The words that ask for consent, version by version. */
export function WordsPage() {
  const { t } = useTranslation();
  const texts = useConsentTexts();
  return (
    <Page title={t('consent.words.title')} sentence={t('consent.words.sentence')}>
      <SettingsTabs />
      <ConsentTabs />
      <QueryView query={texts}>
        {(versions) => (
          <Stack gap={16}>
            {versions[0] && <Editor key={versions[0].version} current={versions[0]} />}
            <History versions={versions} />
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}

function Editor({ current }: { current: Version }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const settings = useConsentSettings();
  const [language, setLanguage] = useState<Language>('en');
  const [texts, setTexts] = useState(current.texts);
  const [askAgain, setAskAgain] = useState(false);
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/workspaces/{workspace}/consent/texts', {
          params: { path: { workspace } },
          body: { texts, askAgain },
        }),
      ),
    onSuccess: (saved) => {
      done(t('consent.words.saved', { version: saved.version }));
      void queryClient.invalidateQueries({ queryKey: [workspace, 'consent', 'texts'] });
    },
  });
  const may = useMay('edit');
  const wrong = save.isError ? fieldMessages(asProblem(save.error)) : {};
  return (
    <Section
      title={t('consent.words.version', { version: current.version })}
      actions={
        <Group gap={8}>
          <SegmentedControl
            size="xs"
            aria-label={t('consent.words.language')}
            data={[
              { value: 'en', label: 'English' },
              { value: 'it', label: 'Italiano' },
            ]}
            value={language}
            onChange={(next) => setLanguage(next as Language)}
          />
          <Button
            size="compact-sm"
            variant="default"
            disabled={!settings.data}
            onClick={() => settings.data && previewBanner(texts[language], language, settings.data).catch(failed)}
          >
            {t('consent.words.preview')}
          </Button>
        </Group>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack gap={12} maw={640}>
          {wordKeys.map((key) => {
            const Field = longWords.has(key) ? Textarea : TextInput;
            return (
              <Field
                key={key}
                label={t(`consent.words.keys.${key}`)}
                value={texts[language][key]}
                error={wrong[`/texts/${language}/${key}`]}
                onChange={(event) =>
                  setTexts({ ...texts, [language]: { ...texts[language], [key]: event.currentTarget.value } })
                }
              />
            );
          })}
          <Checkbox
            label={t('consent.words.askAgain')}
            description={t('consent.words.askAgainText')}
            checked={askAgain}
            onChange={(event) => setAskAgain(event.currentTarget.checked)}
          />
          {save.isError && <ErrorState error={save.error} />}
          <Group>
            <Button type="submit" loading={save.isPending} disabled={!may || texts === current.texts}>
              {t('consent.words.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

function History({ versions }: { versions: Version[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t('consent.words.history')} flush>
      <DataTable
        label={t('consent.words.history')}
        rows={versions}
        rowKey={(row) => String(row.version)}
        columns={[
          { key: 'version', header: t('consent.words.number'), cell: (row) => String(row.version) },
          {
            key: 'at',
            header: t('consent.person.at'),
            cell: (row) => (row.createdAt ? format.dateTime(row.createdAt) : t('consent.words.original')),
          },
          { key: 'by', header: t('consent.words.by'), cell: (row) => row.createdBy || 'Percorso' },
          {
            key: 'again',
            header: t('consent.words.askedAgain'),
            cell: (row) => t(row.askAgain ? 'consent.yes' : 'consent.no'),
          },
          {
            key: 'en',
            header: 'SHA-256 (en)',
            cell: (row) => <code title={row.hashes.en}>{row.hashes.en.slice(0, 12)}</code>,
          },
          {
            key: 'it',
            header: 'SHA-256 (it)',
            cell: (row) => <code title={row.hashes.it}>{row.hashes.it.slice(0, 12)}</code>,
          },
        ]}
      />
    </Section>
  );
}
