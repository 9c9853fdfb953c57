import { Button, Drawer, Group, SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconAdjustments } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { usePersonas } from '@/api/mapLists';
import type { EditedDocument } from '@/kit/edit/document.model';
import { EditState } from '@/kit/edit/EditBar';
import { useDocument } from '@/kit/edit/useDocument';
import { FilterBar } from '@/kit/filter/FilterBar';
import { useMay } from '@/kit/may';
import { Page } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { useWorkspaceId } from '@/kit/workspace';
import { MapFileButton } from '../exchange/MapFileButton';
import { PresentButton } from '../exchange/PresentButton';
import { MapGrid } from '../grid/MapGrid';
import { StageView } from '../grid/StageView';
import { MarksProvider } from '../grid/useMarks';
import { Campaigns } from '../live/Campaigns';
import { FlowFromMap } from '../live/FlowFromMap';
import { LiveAround } from '../live/MorePills';
import { Ribbon } from '../live/Ribbon';
import { changesBetween } from '../model/changes.model';
import { type Cells, cellsOf } from '../model/grid.model';
import type { JourneyMap, MapContent } from '../model/map.model';
import { createMarks } from '../model/marks.model';
import { mergeMaps } from '../model/merge.model';
import { CardPanel } from '../panel/CardPanel';
import { ReviewButton } from '../review/ReviewButton';
import { PresentPeople } from '../together/PresentPeople';
import { tellNotices } from '../together/tellNotices';
import { newClient, saveChanges, useTogether, versionedMap } from '../together/useTogether';
import { OtherView } from '../view/OtherView';
import { type MapView, mapViews } from '../view/View';
import css from './MapEditor.module.css';
import { MapSettings } from './MapSettings';
import { PersonaFilter } from './PersonaFilter';
import { useLiveMap } from './useLiveMap';
import { MapActionsProvider, useMapEditing } from './useMapEditing';

function useEditedMap(map: JourneyMap, client: string) {
  const workspace = useWorkspaceId();
  const queries = useQueryClient();
  const params = { params: { path: { workspace, id: map.id } } };
  const own = useRef<EditedDocument<MapContent> | null>(null);
  const edited = useDocument<MapContent>(versionedMap(map), {
    save: async ({ content, revision }, base) => {
      const saved = await saveChanges(workspace, map.id, {
        client,
        base: revision,
        changes: changesBetween(base, content),
      });
      void queries.invalidateQueries({ queryKey: [workspace, 'maps'] });
      if (own.current) tellNotices(saved.notices, 'met', own.current);
      return saved.map ? { ...versionedMap(saved.map), merged: true } : { content, revision: saved.revision };
    },
    load: async () => versionedMap(await answer(api.GET('/api/workspaces/{workspace}/maps/{id}', params))),
    merge: mergeMaps,
  });
  own.current = edited.document;
  return edited;
}

// The grid's keyboard draws the editor again at every step; what it does not change stays as it is.
const Filters = memo(() => (
  <FilterBar comparison={false}>
    <PersonaFilter />
  </FilterBar>
));

/** Whether there is a model to compare journeys with: two cards that events can reach. */
function comparable(map: MapContent): boolean {
  return map.cards.filter((card) => (card.binding ?? card.touchpoint) && card.step !== 'none').length >= 2;
}

function useCells(map: MapContent): Cells {
  const before = useRef<Cells>(new Map());
  return useMemo(() => {
    before.current = cellsOf(map, before.current);
    return before.current;
  }, [map]);
}

/** As-is or to-be, whose journey it is, and what it is about. */
function MapSentence({ map }: { map: MapContent }) {
  const { t } = useTranslation();
  const persona = usePersonas().data?.find((candidate) => candidate.id === map.persona)?.name;
  const about = map.description || t('maps.editor.sentence');
  return <>{[t(`maps.kind.${map.kind ?? 'asIs'}`), persona, about].filter(Boolean).join(' · ')}</>;
}

export function MapEditor({ map, label }: { map: JourneyMap; label: string }) {
  const { t } = useTranslation();
  const [client] = useState(newClient);
  const [marks] = useState(createMarks);
  const { document, content, canUndo, canRedo, saving } = useEditedMap(map, client);
  const cells = useCells(content);
  const may = useMay('edit');
  const { ui, actions } = useMapEditing(document, cells, marks, may);
  const present = useTogether({ map: map.id, client, card: ui.panel ?? ui.spot?.card ?? null, document, marks });
  const narrow = useMediaQuery('(max-width: 767px)', false, { getInitialValueInEffect: false });
  const roomy = useMediaQuery('(min-width: 1200px)', true, { getInitialValueInEffect: false });
  const [view, setView] = useState<MapView>('grid');
  const [settings, setSettings] = useState(false);
  const { live, cards, scope, model } = useLiveMap(map.id, content, saving.kind === 'saved');
  const card = content.cards.find((candidate) => candidate.id === ui.panel);
  useEffect(() => {
    if (ui.panel !== null && card === undefined) actions.close();
  }, [ui.panel, card, actions]);
  const { card: asked } = useSearch({ strict: false }) as { card?: string };
  useEffect(() => {
    if (asked) actions.jump({ card: asked });
  }, [asked, actions]);
  const panel = card && (
    <CardPanel
      card={card}
      map={content}
      document={document}
      live={cards.get(card.id)}
      id={map.id}
      talking={ui.talking}
      close={actions.close}
    />
  );
  return (
    <MarksProvider value={marks}>
      <MapActionsProvider value={actions}>
        <LiveAround map={content} live={live.data}>
          <Page
            wide
            title={content.name}
            sentence={<MapSentence map={content} />}
            above={<PathLink path="maps">{t('maps.title')}</PathLink>}
            actions={
              <>
                <PresentPeople present={present} client={client} />
                <EditState saving={saving} document={document} canUndo={canUndo} canRedo={canRedo} />
                <ReviewButton
                  map={map.id}
                  content={content}
                  revision={saving.kind === 'saved' ? document.revision() : 0}
                  marks={marks}
                  jump={(finding) => {
                    setView('grid');
                    actions.jump(finding);
                  }}
                />
                <PresentButton map={content} />
                <MapFileButton map={{ id: map.id, name: content.name }} saved={saving.kind === 'saved'} />
                {may && content.kind === 'toBe' && comparable(content) && (
                  <FlowFromMap map={content} document={document} />
                )}
                {may && (
                  <Button
                    variant="default"
                    leftSection={<IconAdjustments size={16} />}
                    onClick={() => setSettings(true)}
                  >
                    {t('maps.settings.title')}
                  </Button>
                )}
              </>
            }
          >
            <Group justify="space-between" gap={8}>
              <Filters />
              <SegmentedControl
                size="xs"
                mb={16}
                aria-label={t('mapviews.label')}
                value={view}
                onChange={(next) => setView(next as MapView)}
                data={mapViews.map((value) => ({
                  value,
                  label: t(value === 'grid' ? 'mapviews.grid' : `mapviews.${value}.name`),
                }))}
              />
            </Group>
            <Ribbon
              map={map.id}
              scope={scope}
              model={model}
              ready={saving.kind === 'saved' && comparable(content)}
              comparable={comparable(content)}
            />
            <div className={css.body}>
              {view !== 'grid' ? (
                <div className={css.other}>
                  <OtherView
                    view={view}
                    id={map.id}
                    content={content}
                    document={document}
                    scope={scope}
                    model={model}
                    open={actions.open}
                  />
                </div>
              ) : narrow ? (
                <StageView map={content} document={document} cells={cells} ui={ui} live={live.data} cards={cards} />
              ) : (
                <MapGrid
                  label={label}
                  map={content}
                  document={document}
                  cells={cells}
                  ui={ui}
                  live={live.data}
                  cards={cards}
                />
              )}
              {roomy && panel && (
                <aside className={css.panel} aria-label={t('maps.panel.label')}>
                  {panel}
                </aside>
              )}
            </div>
            <Campaigns map={content} live={live.data} />
            {!roomy && (
              <Drawer
                opened={panel !== undefined}
                onClose={actions.close}
                position="right"
                size={400}
                withCloseButton={false}
              >
                {panel}
              </Drawer>
            )}
            {settings && <MapSettings opened close={() => setSettings(false)} map={content} document={document} />}
          </Page>
        </LiveAround>
      </MapActionsProvider>
    </MarksProvider>
  );
}
