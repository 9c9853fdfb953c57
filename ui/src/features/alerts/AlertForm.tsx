import { Group, NumberInput, Select, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { goalsQuery } from '@/api/lists';
import { ReportChoice } from '@/kit/report/ReportChoice';
import { useFigures } from '@/kit/report/useFigures';
import { useWorkspaceId } from '@/kit/workspace';
import { type AlertContent, meant, narrowing, rules, typed, windowsOf, withRule } from './alert.model';
import { ItemDrawer } from './ItemDrawer';
import { Only } from './Only';
import { previewAlert, usePreview, useSaveAlert } from './queries';
import { ReadingText } from './ReadingText';
import { Recipients } from './Recipients';

type Props = { id: string | null; initial: AlertContent; onClose: () => void };

export function AlertForm({ id, initial, onClose }: Props) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const [alert, setAlert] = useState(initial);
  const set = (change: Partial<AlertContent>) => setAlert((before) => ({ ...before, ...change }));
  const figures = useFigures(alert.report).data?.figures ?? [];
  const figure = figures.find(({ key }) => key === alert.figure) ?? figures[0];
  const whole = alert.rule.kind === 'pace' ? alert : { ...alert, figure: figure?.key ?? alert.figure };
  const [settled] = useDebouncedValue(whole, 400);
  const isWhole = settled.rule.kind === 'pace' ? settled.goal !== undefined : settled.figure !== '';
  const preview = usePreview(settled, isWhole);
  const save = useSaveAlert();
  const isPace = alert.rule.kind === 'pace';
  const isShare = alert.rule.kind === 'change' || figure?.format === 'share';
  const directions = alert.rule.kind === 'threshold' ? (['up', 'down'] as const) : (['either', 'up', 'down'] as const);
  return (
    <ItemDrawer
      title={t(id === null ? 'alerts.new' : 'alerts.edit')}
      id={id}
      body={whole}
      save={save}
      message={async () => (await previewAlert(workspace, whole)).message}
      error={preview.error}
      onClose={onClose}
    >
      <TextInput
        label={t('common.name')}
        required
        data-autofocus
        maxLength={120}
        value={alert.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      {isPace && <GoalChoice goal={alert.goal} choose={(goal) => setAlert((before) => ({ ...before, ...goal }))} />}
      {!isPace && (
        <>
          <ReportChoice
            label={t('alerts.form.report')}
            value={alert.report}
            onChange={(report) =>
              setAlert(({ segment, where, ...rest }) => ({
                ...rest,
                report,
                figure: '',
                ...narrowing({ ...(segment && { segment }), ...(where && { where }) }, report.kind),
              }))
            }
          />
          <Only
            value={alert}
            kind={alert.report.kind}
            onChange={(only) => setAlert(({ segment: _, where: __, ...rest }) => ({ ...rest, ...only }))}
          />
          <Select
            label={t('alerts.form.figure')}
            allowDeselect={false}
            data={figures.map(({ key, name }) => ({ value: key, label: name }))}
            value={figure?.key ?? null}
            onChange={(value) => value && set({ figure: value })}
          />
        </>
      )}
      <Select
        label={t('alerts.form.rule')}
        description={t(`alerts.ruleHelp.${alert.rule.kind}`)}
        allowDeselect={false}
        data={rules.map((value) => ({ value, label: t(`alerts.rule.${value}`) }))}
        value={alert.rule.kind}
        onChange={(kind) => kind && setAlert((before) => withRule(before, kind))}
      />
      {!isPace && (
        <>
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
        </>
      )}
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
    </ItemDrawer>
  );
}

type GoalProps = {
  goal: string | undefined;
  choose: (goal: Pick<AlertContent, 'report' | 'figure'> & { goal: string }) => void;
};

/** The goal whose pace is watched, with its figure. */
function GoalChoice({ goal, choose }: GoalProps) {
  const { t } = useTranslation();
  const goals = useQuery(goalsQuery(useWorkspaceId())).data ?? [];
  return (
    <Select
      label={t('alerts.form.goal')}
      required
      allowDeselect={false}
      data={goals.map(({ id, name }) => ({ value: id, label: name }))}
      value={goal ?? null}
      onChange={(id) => {
        const chosen = goals.find((one) => one.id === id);
        if (chosen) choose({ goal: chosen.id, report: chosen.report, figure: chosen.figure });
      }}
    />
  );
}
