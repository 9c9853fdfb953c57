import { Autocomplete, Group, Input, MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { flowsQuery, goalsQuery, mapReviewsQuery, mapsQuery } from '@/api/lists';
import { useTouchpoints } from '@/api/mapLists';
import { FormDrawer, useDraft } from '@/kit/edit/FormDrawer';
import { NameField } from '@/kit/edit/NameField';
import { SegmentSelect } from '@/kit/filter/SegmentSelect';
import type { GoalContent } from '@/kit/goal/goal.model';
import { ReportChoice } from '@/kit/report/ReportChoice';
import { useFigures } from '@/kit/report/useFigures';
import { useWorkspaceId } from '@/kit/workspace';
import { meant, measureOf, tidy, typed } from './goalForm.model';
import { useSaveGoal } from './useGoals';

type Props = { id: string | null; start: GoalContent; close: () => void; remove: () => void };
type Change = (change: { [K in keyof GoalContent]?: GoalContent[K] | undefined }) => void;

export function GoalForm({ id, start, close, remove }: Props) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(start);
  const save = useSaveGoal();
  const { errors, submit } = useDraft(save, t('goals.noName'), close);
  const set: Change = (change) => setDraft((before) => ({ ...before, ...change }) as GoalContent);
  return (
    <FormDrawer
      title={id === null ? t('goals.new') : start.name}
      busy={save.isPending}
      submit={() => submit(id, draft, tidy(draft))}
      close={close}
      remove={id === null ? undefined : remove}
    >
      <NameField value={draft.name} error={errors.name} change={(name) => set({ name })} />
      <Figure draft={draft} set={set} error={errors.target} />
      <Group grow>
        <TextInput
          type="date"
          required
          label={t('goals.form.from')}
          value={draft.from}
          error={errors.from}
          onChange={(event) => set({ from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          required
          label={t('goals.form.until')}
          value={draft.until}
          error={errors.until}
          onChange={(event) => set({ until: event.currentTarget.value })}
        />
      </Group>
      <Input.Wrapper label={t('goals.form.segment')}>
        <SegmentSelect value={draft.segment ?? null} onChange={(segment) => set({ segment: segment ?? undefined })} />
      </Input.Wrapper>
      <Belonging draft={draft} set={set} />
      <Textarea
        label={t('goals.form.description')}
        autosize
        minRows={2}
        maxLength={2000}
        value={draft.description ?? ''}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
    </FormDrawer>
  );
}

/** Which figure, how it is taken, and what it is to become. */
function Figure({ draft, set, error }: { draft: GoalContent; set: Change; error: string | undefined }) {
  const { t } = useTranslation();
  const figures = useFigures(draft.report).data?.figures ?? [];
  const figure = figures.find(({ key }) => key === draft.figure);
  const isShare = figure?.format === 'share';
  return (
    <>
      <ReportChoice
        label={t('goals.form.report')}
        value={draft.report}
        onChange={(report) => set({ report, figure: '' })}
      />
      <Select
        label={t('goals.form.figure')}
        required
        allowDeselect={false}
        data={figures.map(({ key, name }) => ({ value: key, label: name }))}
        value={figure?.key ?? null}
        onChange={(key) => key && set({ figure: key, measure: measureOf(key) })}
      />
      <Select
        label={t('goals.form.measure')}
        allowDeselect={false}
        data={(['total', 'level'] as const).map((value) => ({ value, label: t(`goals.measure.${value}`) }))}
        value={draft.measure ?? 'level'}
        onChange={(measure) => measure && set({ measure })}
      />
      <Group grow align="flex-end">
        <Select
          label={t('goals.form.direction')}
          allowDeselect={false}
          data={(['atLeast', 'atMost'] as const).map((value) => ({ value, label: t(`goals.direction.${value}`) }))}
          value={draft.direction ?? 'atLeast'}
          onChange={(direction) => direction && set({ direction })}
        />
        <NumberInput
          label={t('goals.form.target')}
          required
          suffix={isShare ? ' %' : ''}
          error={error}
          value={typed(draft.target, isShare)}
          onChange={(value) => set({ target: meant(Number(value), isShare) })}
        />
      </Group>
    </>
  );
}

/** Who answers for it, and the maps and flows that are to move it. */
function Belonging({ draft, set }: { draft: GoalContent; set: Change }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const maps = useQuery(mapsQuery(workspace)).data ?? [];
  const flows = useQuery(flowsQuery(workspace)).data ?? [];
  const owners = useOwners();
  return (
    <>
      <Autocomplete
        label={t('goals.form.owner')}
        description={t('goals.form.ownerHelp')}
        maxLength={200}
        data={owners}
        value={draft.owner ?? ''}
        onChange={(owner) => set({ owner })}
      />
      <MultiSelect
        label={t('goals.form.maps')}
        searchable
        data={maps.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.maps ?? []}
        onChange={(chosen) => set({ maps: chosen })}
      />
      <MultiSelect
        label={t('goals.form.flows')}
        searchable
        data={flows.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.flows ?? []}
        onChange={(chosen) => set({ flows: chosen })}
      />
    </>
  );
}

/** The names that already stand somewhere as an owner, so that one person is written one way. */
function useOwners(): string[] {
  const workspace = useWorkspaceId();
  const goals = useQuery(goalsQuery(workspace)).data ?? [];
  const reviews = useQuery(mapReviewsQuery(workspace)).data ?? [];
  const touchpoints = useTouchpoints().data ?? [];
  const names = [
    ...goals.map(({ owner }) => owner),
    ...reviews.map(({ governance }) => governance.owner),
    ...touchpoints.map(({ owner }) => owner),
  ].flatMap((name) => (name?.trim() ? [name.trim()] : []));
  return [...new Set(names)].sort();
}
