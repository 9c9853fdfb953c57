import { Button } from '@mantine/core';
import { IconFileImport, IconMap2, IconPlus, IconWand } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { mapReviewsQuery, mapsQuery } from '@/api/lists';
import { usePersonas } from '@/api/mapLists';
import { useRemoval } from '@/kit/edit/useRemoval';
import { MapTabs } from '@/kit/MapTabs';
import { useMay } from '@/kit/may';
import { failed } from '@/kit/notices';
import { Page } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { TemplateCards, TemplateMenu } from '@/kit/Templates';
import { useGo } from '@/kit/useGo';
import { useWorkspaceId } from '@/kit/workspace';
import { type TemplateName, templateMap, templateNames } from '../model/templates';
import css from './MapsPage.module.css';
import { MapTile } from './MapTile';

const ImportDialog = lazy(() =>
  import('../exchange/ImportDialog').then((module) => ({ default: module.ImportDialog })),
);

const collection = '/api/workspaces/{workspace}/maps' as const;

function useCreateMap() {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['JourneyMapContent']) =>
      answer(api.POST(collection, { params: { path: { workspace } }, body })),
    onError: failed,
    onSettled: () => client.invalidateQueries({ queryKey: [workspace, 'maps'] }),
  });
}

export function MapsPage() {
  const { t } = useTranslation();
  const maps = useQuery(mapsQuery(useWorkspaceId()));
  const reviews = useQuery(mapReviewsQuery(useWorkspaceId())).data;
  const personas = usePersonas();
  const may = useMay('edit');
  const words = useTemplateWords();
  const create = useCreateMap();
  const remove = useRemoval('maps');
  const go = useGo();
  const [importing, setImporting] = useState(false);
  const start = (name: TemplateName) =>
    create.mutate(templateMap(name, t), { onSuccess: (map) => go(`maps/${map.id}`) });
  const nameOf = (id: string | undefined) => personas.data?.find((persona) => persona.id === id);
  return (
    <Page
      title={t('maps.title')}
      sentence={t('maps.sentence')}
      actions={
        may && (
          <>
            <Button variant="default" leftSection={<IconWand size={16} />} onClick={() => go('maps/discover')}>
              {t('discover.open')}
            </Button>
            <Button variant="default" leftSection={<IconFileImport size={16} />} onClick={() => setImporting(true)}>
              {t('mapexchange.import.open')}
            </Button>
            <TemplateMenu
              label={t('maps.new')}
              names={templateNames}
              words={words}
              start={start}
              busy={create.isPending}
            />
          </>
        )
      }
    >
      <MapTabs />
      {importing && (
        <Suspense>
          <ImportDialog close={() => setImporting(false)} />
        </Suspense>
      )}
      <QueryView query={maps} isEmpty={(list) => list.length === 0} empty={<NoMaps start={start} />}>
        {(list) => (
          <ul className={css.tiles}>
            {list.map((map) => (
              <MapTile
                key={map.id}
                map={map}
                persona={nameOf(map.persona)}
                review={reviews?.find((review) => review.map === map.id)}
                remove={() => remove.mutate(map)}
              />
            ))}
          </ul>
        )}
      </QueryView>
    </Page>
  );
}

function useTemplateWords() {
  const { t } = useTranslation();
  return (name: TemplateName) =>
    name === 'empty'
      ? { title: t('maps.template.empty.title'), text: t('maps.template.empty.text') }
      : { title: t(`maptemplates.${name}.title`), text: t(`maptemplates.${name}.text`) };
}

type Start = { start: (name: TemplateName) => void };

function NoMaps({ start }: Start) {
  const { t } = useTranslation();
  const may = useMay('edit');
  const words = useTemplateWords();
  return (
    <EmptyState
      icon={<IconMap2 size={20} aria-hidden />}
      title={t('maps.none.title')}
      text={t('maps.none.text')}
      example={may && <TemplateCards names={templateNames} words={words} start={start} />}
      action={
        may && (
          <Button onClick={() => start('laptop')} leftSection={<IconPlus size={16} />}>
            {t('maps.none.action')}
          </Button>
        )
      }
    />
  );
}
