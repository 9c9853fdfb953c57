import { Button, Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconHistoryToggle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { EditState } from '@/kit/edit/EditBar';
import { useDocument } from '@/kit/edit/useDocument';
import { useMay } from '@/kit/may';
import { Page } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { LoadingState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { StepTalkProvider } from '../canvas/StepTalk';
import { contentOf, entryId, type Flow, type FlowContent, stepOf } from '../model/flow.model';
import { mergeFlows } from '../model/merge.model';
import { EntryPanel } from '../panel/EntryPanel';
import { StepPanel } from '../panel/StepPanel';
import { WayPanel } from '../panel/WayPanel';
import { flowQuery, saveFlow, useFlowCounts } from '../queries';
import { FlowTabs } from '../runtime/FlowTabs';
import { StatusBadge } from '../StatusBadge';
import { SimulationBanner } from '../simulate/SimulationBanner';
import { useSimulation } from '../simulate/useSimulation';
import { pathOf } from '../simulate/walk.model';
import { AddMenu } from './AddMenu';
import { FlowButtons } from './FlowButtons';
import css from './FlowEditor.module.css';
import { FlowFigures } from './FlowFigures';
import { FromMaps, StandsFor, useCardsOf } from './FromMaps';
import { HeldBanner } from './HeldBanner';
import { Problems } from './Problems';
import { StepList } from './StepList';
import { FlowActionsProvider, selectedWay, useFlowEditing } from './useFlowEditing';

const SimulatePanel = lazy(() =>
  import('../simulate/SimulatePanel').then((module) => ({ default: module.SimulatePanel })),
);
const FlowCanvas = lazy(() => import('../canvas/FlowCanvas').then((module) => ({ default: module.FlowCanvas })));

function useEditedFlow(flow: Flow) {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  const versioned = (stored: Flow) => {
    client.setQueryData(flowQuery(workspace, stored.id).queryKey, stored);
    return { content: contentOf(stored), revision: stored.revision };
  };
  const params = { params: { path: { workspace, id: flow.id } } };
  return useDocument<FlowContent>(
    { content: contentOf(flow), revision: flow.revision },
    {
      save: async ({ content, revision }) => {
        const stored = versioned(await saveFlow(workspace, flow.id, { ...content, revision }));
        void client.invalidateQueries({ queryKey: [workspace, 'flows'] });
        return stored;
      },
      load: async () => versioned(await answer(api.GET('/api/workspaces/{workspace}/flows/{id}', params))),
      merge: mergeFlows,
    },
  );
}

export function FlowEditor({ flow }: { flow: Flow }) {
  const { t } = useTranslation();
  const { document, content, canUndo, canRedo, saving } = useEditedFlow(flow);
  const { selected, adding, held, actions } = useFlowEditing(document);
  const { step: asked } = useSearch({ strict: false }) as { step?: string };
  useEffect(() => {
    if (asked) actions.select(asked);
  }, [asked, actions]);
  const cards = useCardsOf(flow.id);
  const may = useMay('edit');
  const narrow = useMediaQuery('(max-width: 767px)', false, { getInitialValueInEffect: false });
  const roomy = useMediaQuery('(min-width: 1100px)', true, { getInitialValueInEffect: false });
  const live = useFlowCounts(flow.id, flow.status === 'live' || flow.status === 'paused').data;
  const simulation = useSimulation(flow, document.flush);
  const counts = simulation.opened ? simulation.result?.counts : live;
  const { definition } = content;
  const step = stepOf(definition, selected);
  const way = selectedWay(selected);
  const path = simulation.opened && simulation.walk ? pathOf(definition, simulation.walk.steps) : undefined;
  const shared = { definition, counts, problems: flow.problems, selected };
  const panel = simulation.opened ? (
    <Suspense fallback={<LoadingState rows={4} />}>
      <SimulatePanel flow={flow} definition={definition} simulation={simulation} selected={selected} />
    </Suspense>
  ) : way ? (
    <WayPanel outlet={way} definition={definition} counts={counts} close={() => actions.select(null)} />
  ) : selected === entryId ? (
    <>
      <StandsFor cards={cards} step={entryId} />
      <EntryPanel content={content} problems={flow.problems} close={() => actions.select(null)} />
    </>
  ) : (
    step && (
      <>
        <StandsFor cards={cards} step={step.id} />
        <StepPanel
          key={step.id}
          step={step}
          flow={flow.id}
          definition={definition}
          counts={counts}
          problems={flow.problems}
          close={() => actions.select(null)}
        />
      </>
    )
  );
  const closePanel = () => {
    actions.select(null);
    simulation.setOpened(false);
  };
  return (
    <FlowActionsProvider value={actions}>
      <StepTalkProvider flow={flow.id}>
        <Page
          wide
          title={content.name}
          sentence={
            <span className={css.state}>
              <StatusBadge status={flow.status} />
              {flow.changed && flow.version !== undefined && t('flows.action.changed', { version: flow.version })}
              {content.description}
              <FromMaps cards={cards} />
            </span>
          }
          above={<PathLink path="flows">{t('flows.title')}</PathLink>}
          actions={
            <>
              <EditState saving={saving} document={document} canUndo={canUndo} canRedo={canRedo} />
              {!simulation.opened && (
                <Button
                  variant="default"
                  leftSection={<IconHistoryToggle size={16} />}
                  onClick={() => {
                    actions.select(null);
                    simulation.setOpened(true);
                  }}
                >
                  {t('simulation.open')}
                </Button>
              )}
              {may && <FlowButtons flow={flow} active={live?.active ?? 0} flush={document.flush} />}
            </>
          }
        >
          <FlowTabs flow={flow.id} />
          <div className={css.bar}>
            <FlowFigures counts={counts} />
            <Problems
              problems={flow.problems}
              definition={definition}
              publishable={flow.status === 'draft' || flow.changed === true}
            />
          </div>
          <SimulationBanner simulation={simulation} />
          <HeldBanner held={held} definition={definition} />
          <div className={css.body}>
            {narrow ? (
              <StepList {...shared} />
            ) : (
              <Suspense fallback={<LoadingState rows={6} height={72} />}>
                <FlowCanvas {...shared} flow={flow.id} path={path} held={held} wide={roomy} />
              </Suspense>
            )}
            {roomy && (
              <aside className={css.panel} aria-label={t('flows.panel.label')}>
                {panel ?? <p className={css.hint}>{t('flows.panel.none')}</p>}
              </aside>
            )}
          </div>
          {!roomy && (
            <Drawer opened={Boolean(panel)} onClose={closePanel} position="right" size={420} withCloseButton={false}>
              {panel}
            </Drawer>
          )}
          <AddMenu adding={adding} />
        </Page>
      </StepTalkProvider>
    </FlowActionsProvider>
  );
}
