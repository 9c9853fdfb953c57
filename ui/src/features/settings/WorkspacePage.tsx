import { Autocomplete, Button, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { useObservedSchema } from '@/api/lists';
import { asProblem, fieldMessages } from '@/api/problem';
import { Fields, useMay } from '@/kit/may';
import { done } from '@/kit/notices';
import { Page, Section } from '@/kit/Page';
import { ErrorState } from '@/kit/states';
import { useWorkspace } from '@/kit/workspace';
import { NewWorkspace } from './NewWorkspace';
import { SettingsTabs } from './SettingsTabs';
import { currencies, zones } from './settings.model';

export function WorkspacePage() {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [adding, setAdding] = useState(false);
  const administers = useMay('administer');
  return (
    <Page
      title={t('settings.title')}
      sentence={t('settings.workspace.sentence')}
      actions={
        administers && (
          <Button variant="default" onClick={() => setAdding(true)}>
            {t('settings.workspace.new')}
          </Button>
        )
      }
    >
      <SettingsTabs />
      <Form key={workspace.id} />
      {adding && <NewWorkspace close={() => setAdding(false)} />}
    </Page>
  );
}

function Form() {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const queryClient = useQueryClient();
  const may = useMay('edit');
  const events = useObservedSchema().data?.events ?? [];
  const [name, setName] = useState(workspace.name);
  const [timeZone, setTimeZone] = useState(workspace.timeZone);
  const [currency, setCurrency] = useState(workspace.currency);
  const [conversionEvent, setConversionEvent] = useState(workspace.conversionEvent);
  const [sessionGapMinutes, setSessionGapMinutes] = useState(workspace.sessionGapMinutes);
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PATCH('/api/workspaces/{workspace}', {
          params: { path: { workspace: workspace.id } },
          body: { name: name.trim(), timeZone, currency, conversionEvent: conversionEvent.trim(), sessionGapMinutes },
        }),
      ),
    onSuccess: () => {
      done(t('common.saved'));
      void queryClient.invalidateQueries({ queryKey: ['session'] });
      void queryClient.invalidateQueries({ queryKey: [workspace.id] });
    },
  });
  const wrong = save.isError ? fieldMessages(asProblem(save.error)) : {};
  return (
    <Section title={workspace.name}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack gap={16} maw={480}>
          <Fields>
            <TextInput
              label={t('common.name')}
              required
              value={name}
              error={wrong['/name']}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Select
              label={t('settings.workspace.zone')}
              description={t('settings.workspace.zoneText')}
              searchable
              data={zones(timeZone)}
              value={timeZone}
              error={wrong['/timeZone']}
              onChange={(zone) => zone && setTimeZone(zone)}
            />
            <Select
              label={t('settings.workspace.currency')}
              searchable
              data={currencies(currency)}
              value={currency}
              error={wrong['/currency']}
              onChange={(next) => next && setCurrency(next)}
            />
            <Autocomplete
              label={t('settings.workspace.conversion')}
              description={t('settings.workspace.conversionText')}
              required
              data={events.map((event) => event.name)}
              value={conversionEvent}
              error={wrong['/conversionEvent']}
              onChange={setConversionEvent}
            />
            <NumberInput
              label={t('settings.workspace.session')}
              description={t('settings.workspace.sessionText')}
              required
              min={1}
              max={475}
              allowDecimal={false}
              value={sessionGapMinutes}
              error={wrong['/sessionGapMinutes']}
              onChange={(minutes) => setSessionGapMinutes(Number(minutes))}
            />
          </Fields>
          {save.isError && <ErrorState error={save.error} />}
          {may && (
            <Group justify="flex-start">
              <Button type="submit" loading={save.isPending}>
                {t('common.save')}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Section>
  );
}
