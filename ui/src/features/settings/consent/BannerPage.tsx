import { Button, ColorInput, Group, NumberInput, Stack, Switch, TagsInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { asProblem, fieldMessages } from '@/api/problem';
import { useMay } from '@/kit/may';
import { done, failed } from '@/kit/notices';
import { Page, Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { ErrorState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { SettingsTabs } from '../SettingsTabs';
import { ConsentTabs } from './ConsentTabs';
import { previewBanner } from './preview';
import { useConsentSettings, useConsentTexts } from './useConsent';

type Settings = Schemas['ConsentSettings'];
const colours = ['accent', 'background', 'text'] as const;
const switches = ['banner', 'showLink', 'countRefusals'] as const;

/** How the web tag asks. */
export function BannerPage() {
  const { t } = useTranslation();
  const settings = useConsentSettings();
  return (
    <Page title={t('consent.banner.title')} sentence={t('consent.banner.sentence')}>
      <SettingsTabs />
      <ConsentTabs />
      <QueryView query={settings}>{(data) => <Form saved={data} />}</QueryView>
    </Page>
  );
}

function Form({ saved }: { saved: Settings }) {
  const { t, i18n } = useTranslation();
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const texts = useConsentTexts();
  const [value, setValue] = useState(saved);
  const change = (part: Partial<Settings>) => setValue({ ...value, ...part });
  const save = useMutation({
    mutationFn: () =>
      answer(api.PUT('/api/workspaces/{workspace}/consent/settings', { params: { path: { workspace } }, body: value })),
    onSuccess: (settings) => {
      done(t('common.saved'));
      queryClient.setQueryData([workspace, 'consent', 'settings'], settings);
    },
  });
  const may = useMay('edit');
  const wrong = save.isError ? fieldMessages(asProblem(save.error)) : {};
  const language = i18n.language === 'it' ? 'it' : 'en';
  const words = texts.data?.[0]?.texts[language];
  return (
    <Section
      title={t('consent.banner.title')}
      actions={
        <Button
          size="compact-sm"
          variant="default"
          disabled={!words}
          onClick={() => words && previewBanner(words, language, value).catch(failed)}
        >
          {t('consent.words.preview')}
        </Button>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack gap={16} maw={520}>
          {switches.map((name) => (
            <Switch
              key={name}
              label={t(`consent.banner.${name}`)}
              description={t(`consent.banner.${name}Text`)}
              checked={value[name]}
              onChange={(event) => change({ [name]: event.currentTarget.checked })}
            />
          ))}
          <NumberInput
            label={t('consent.banner.months')}
            description={t('consent.banner.monthsText')}
            min={6}
            max={24}
            value={value.askAfterMonths}
            error={wrong['/askAfterMonths']}
            onChange={(months) => change({ askAfterMonths: Number(months) })}
          />
          {colours.map((name) => (
            <ColorInput
              key={name}
              label={t(`consent.banner.${name}`)}
              format="hex"
              withEyeDropper={false}
              value={value[name]}
              error={wrong[`/${name}`]}
              onChange={(colour) => change({ [name]: colour })}
            />
          ))}
          <TagsInput
            label={t('consent.banner.domains')}
            description={t('consent.banner.domainsText')}
            placeholder="shop.example"
            value={value.linkedDomains}
            error={wrong['/linkedDomains']}
            onChange={(linkedDomains) => change({ linkedDomains })}
          />
          {save.isError && <ErrorState error={save.error} />}
          <Group>
            <Button type="submit" loading={save.isPending} disabled={!may}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
