import { Button, Stack, Switch, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useStages } from '@/api/lists';
import { Fields, useMay } from '@/kit/may';
import { done } from '@/kit/notices';
import { Page, Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { ErrorState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { SettingsTabs } from '../SettingsTabs';
import { StageCard } from './StageCard';
import { StageHistory } from './StageHistory';
import { StagePreview } from './StagePreview';
import { contentOf, faultOf, withMoved, withNewStage } from './stages.model';

export function StagesPage() {
  const { t } = useTranslation();
  const stages = useStages();
  return (
    <Page title={t('settings.title')} sentence={t('settings.stages.sentence')}>
      <SettingsTabs />
      <QueryView query={stages}>{(model) => <Editor initial={model} />}</QueryView>
    </Page>
  );
}

function Editor({ initial }: { initial: Schemas['StageModel'] }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const may = useMay('edit');
  const [model, setModel] = useState(() => contentOf(initial));
  const save = useMutation({
    mutationFn: () =>
      answer(api.PUT('/api/workspaces/{workspace}/stages', { params: { path: { workspace } }, body: model })),
    onSuccess: (saved) => {
      queryClient.setQueryData([workspace, 'stages'], saved);
      void queryClient.invalidateQueries({ queryKey: [workspace, 'stages', 'history'] });
      done(t('settings.stages.saved'));
    },
  });
  const fault = faultOf(model);
  const persons = new Map(initial.occupancy.map((row) => [row.stage, row.persons]));
  return (
    <Stack gap={16}>
      <Fields>
        {model.stages.map((stage, place) => (
          <StageCard
            key={stage.id}
            stage={stage}
            persons={persons.get(stage.id)}
            first={place === 0}
            last={place === model.stages.length - 1}
            onChange={(next) =>
              setModel({ ...model, stages: model.stages.map((old, at) => (at === place ? next : old)) })
            }
            onMove={(by) => setModel(withMoved(model, place, by))}
            onRemove={() => setModel({ ...model, stages: model.stages.filter((_, at) => at !== place) })}
          />
        ))}
        {may && (
          <div>
            <Button
              variant="default"
              leftSection={<IconPlus size={16} />}
              disabled={model.stages.length >= 12}
              onClick={() => setModel(withNewStage(model, t('settings.stages.newName')))}
            >
              {t('settings.stages.add')}
            </Button>
          </div>
        )}
        <Section title={t('settings.stages.movement')} counted="stages">
          <Switch
            label={t('settings.stages.regress')}
            description={t('settings.stages.regressText')}
            checked={model.regress ?? true}
            onChange={(event) => setModel({ ...model, regress: event.currentTarget.checked })}
          />
        </Section>
      </Fields>
      <StagePreview model={model} />
      {save.isError && <ErrorState error={save.error} />}
      {fault && (
        <Text size="sm" role="status">
          {t(`settings.stages.fault.${fault}`)}
        </Text>
      )}
      {may && (
        <div>
          <Button disabled={fault !== null} loading={save.isPending} onClick={() => save.mutate()}>
            {t('settings.stages.save')}
          </Button>
        </div>
      )}
      <StageHistory take={(earlier) => setModel({ stages: earlier.stages, regress: earlier.regress ?? true })} />
    </Stack>
  );
}
