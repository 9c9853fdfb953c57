import { Button, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { asProblem, fieldMessages } from '@/api/problem';
import { ConditionEditor } from '@/kit/condition/ConditionEditor';
import { complete } from '@/kit/condition/condition.model';
import { Fields, useMay } from '@/kit/may';
import { done, doneWithUndo } from '@/kit/notices';
import { Page, Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { ErrorState } from '@/kit/states';
import { useGo } from '@/kit/useGo';
import { useWorkspaceId } from '@/kit/workspace';
import { AudienceMenu } from './AudienceMenu';
import { SegmentOverlap } from './SegmentOverlap';
import { SegmentSize } from './SegmentSize';

type Props = { id: string | null; initial: Schemas['SegmentContent'] };

function useSegmentChanges({ id, initial }: Props) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const go = useGo();
  const refresh = () => queryClient.invalidateQueries({ queryKey: [workspace, 'segments'] });
  const save = useMutation({
    mutationFn: (body: Schemas['SegmentContent']) =>
      id === null
        ? answer(api.POST('/api/workspaces/{workspace}/segments', { params: { path: { workspace } }, body }))
        : answer(api.PUT('/api/workspaces/{workspace}/segments/{id}', { params: { path: { workspace, id } }, body })),
    onSuccess: async (segment) => {
      done(t('people.segments.saved', { name: segment.name }));
      await refresh();
      if (id === null) go(`people/segments/${segment.id}`);
    },
  });
  const restore = async () => {
    const { name, description, condition } = initial;
    const body = description === undefined ? { name, condition } : { name, description, condition };
    await answer(api.POST('/api/workspaces/{workspace}/segments', { params: { path: { workspace } }, body }));
    await refresh();
  };
  const remove = useMutation({
    mutationFn: () =>
      answer(
        api.DELETE('/api/workspaces/{workspace}/segments/{id}', { params: { path: { workspace, id: id ?? '' } } }),
      ),
    onSuccess: async () => {
      doneWithUndo(t('people.segments.deleted', { name: initial.name }), restore);
      go('people/segments');
      await refresh();
    },
  });
  return { save, remove };
}

export function SegmentForm({ id, initial }: Props) {
  const { t } = useTranslation();
  const may = useMay('edit');
  const [name, setName] = useState(initial.name);
  const [description, setDescription] = useState(initial.description ?? '');
  const [condition, setCondition] = useState(initial.condition);
  const { save, remove } = useSegmentChanges({ id, initial });
  const finished = complete(condition) && name.trim() !== '';
  const wrong = save.isError ? fieldMessages(asProblem(save.error)) : {};
  const submit = () =>
    save.mutate({
      name: name.trim(),
      condition,
      ...(description.trim() === '' ? {} : { description: description.trim() }),
    });
  return (
    <Page
      title={id === null ? t('people.segments.new') : initial.name}
      sentence={t('people.segments.formSentence')}
      above={<PathLink path="people/segments">{t('people.segments.title')}</PathLink>}
      actions={
        may && (
          <>
            {id !== null && <AudienceMenu segment={id} />}
            {id !== null && (
              <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
                {t('common.delete')}
              </Button>
            )}
            <Button disabled={!finished} loading={save.isPending} onClick={submit}>
              {t('common.save')}
            </Button>
          </>
        )
      }
    >
      <Stack gap={16}>
        {save.isError && <ErrorState error={save.error} />}
        {remove.isError && <ErrorState error={remove.error} />}
        <SegmentSize condition={condition} title={name || t('people.segments.new')} />
        <Section title={t('people.segments.who')}>
          <Fields>
            <Stack gap={12}>
              <TextInput
                label={t('common.name')}
                required
                maw={440}
                value={name}
                error={wrong.name ?? wrong['/name']}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <TextInput
                label={t('people.segments.description')}
                maw={640}
                value={description}
                onChange={(event) => setDescription(event.currentTarget.value)}
              />
            </Stack>
          </Fields>
        </Section>
        <Section title={t('people.segments.condition')}>
          <Fields>
            <ConditionEditor value={condition} onChange={setCondition} />
          </Fields>
        </Section>
        <SegmentOverlap condition={condition} title={name || t('people.segments.new')} except={id} />
      </Stack>
    </Page>
  );
}
