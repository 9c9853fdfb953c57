import { Button, Drawer, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { done } from '@/kit/notices';
import { ErrorState } from '@/kit/states';
import { type AlertContent, meant, rules, typed, windowsOf, withRule } from './alert.model';
import { useFigures, usePreview, useSaveAlert } from './queries';
import { ReadingText } from './ReadingText';
import { Recipients } from './Recipients';
import { ReportChoice } from './ReportChoice';

type Props = { id: string | null; initial: AlertContent; onClose: () => void };

export function AlertForm({ id, initial, onClose }: Props) {
  const { t } = useTranslation();
  const [alert, setAlert] = useState(initial);
  const set = (change: Partial<AlertContent>) => setAlert((before) => ({ ...before, ...change }));
  const figures = useFigures(alert.report).data?.figures ?? [];
  const figure = figures.find(({ key }) => key === alert.figure) ?? figures[0];
  const whole = { ...alert, figure: figure?.key ?? alert.figure };
  const [settled] = useDebouncedValue(whole, 400);
  const preview = usePreview(settled, settled.figure !== '');
  const save = useSaveAlert();
  const isShare = alert.rule.kind === 'change' || figure?.format === 'share';
  const directions = alert.rule.kind === 'threshold' ? (['up', 'down'] as const) : (['either', 'up', 'down'] as const);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={440}
      title={t(id === null ? 'alerts.new' : 'alerts.edit')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(
            { id, body: whole },
            {
              onSuccess: (saved) => {
                done(t('alerts.saved', { name: saved.name }));
                onClose();
              },
            },
          );
        }}
      >
        <Stack gap={16}>
          <TextInput
            label={t('common.name')}
            required
            data-autofocus
            maxLength={120}
            value={alert.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <ReportChoice
            label={t('alerts.form.report')}
            value={alert.report}
            onChange={(report) => set({ report, figure: '' })}
          />
          <Select
            label={t('alerts.form.figure')}
            allowDeselect={false}
            data={figures.map(({ key, name }) => ({ value: key, label: name }))}
            value={figure?.key ?? null}
            onChange={(value) => value && set({ figure: value })}
          />
          <Select
            label={t('alerts.form.rule')}
            description={t(`alerts.ruleHelp.${alert.rule.kind}`)}
            allowDeselect={false}
            data={rules.map((value) => ({ value, label: t(`alerts.rule.${value}`) }))}
            value={alert.rule.kind}
            onChange={(kind) => kind && setAlert((before) => withRule(before, kind))}
          />
          <Group grow align="flex-end">
            <Select
              label={t('alerts.form.direction')}
              allowDeselect={false}
              data={directions.map((value) => ({ value, label: t(`alerts.direction.${value}`) }))}
              value={alert.rule.direction ?? 'either'}
              onChange={(direction) => direction && set({ rule: { ...alert.rule, direction } })}
            />
            {alert.rule.kind !== 'anomaly' && (
              <NumberInput
                label={t('alerts.form.value')}
                required
                suffix={isShare ? ' %' : ''}
                value={typed(alert.rule.value ?? 0, isShare)}
                onChange={(value) => set({ rule: { ...alert.rule, value: meant(Number(value), isShare) } })}
              />
            )}
          </Group>
          <Select
            label={t('alerts.form.window')}
            allowDeselect={false}
            data={windowsOf(alert.rule.kind).map((value) => ({ value, label: t(`alerts.window.${value}`) }))}
            value={alert.window ?? 'day'}
            onChange={(window) => window && set({ window })}
          />
          <Recipients
            users={alert.users ?? []}
            language={alert.language ?? 'en'}
            onUsers={(users) => set({ users })}
            onLanguage={(language) => set({ language })}
          />
          <Text size="sm" role="status">
            {preview.data && (
              <>
                {t('alerts.form.now')} <ReadingText reading={preview.data.reading} />
              </>
            )}
          </Text>
          {(save.isError || preview.isError) && <ErrorState error={save.error ?? preview.error} />}
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Drawer>
  );
}
