import { Badge } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { mapReviewsQuery, mapsQuery } from '@/api/lists';
import { MapTabs } from '@/kit/MapTabs';
import { Page } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { useWorkspaceId } from '@/kit/workspace';
import { type AtlasMap, atlasOf, type Branch } from '../model/atlas.model';
import { mapQuery } from '../queries';
import css from './Backlog.module.css';

function useAtlas() {
  const workspace = useWorkspaceId();
  const maps = useQuery(mapsQuery(workspace));
  const reviews = useQuery(mapReviewsQuery(workspace));
  const whole = useQueries({ queries: (maps.data ?? []).map(({ id }) => mapQuery(workspace, id)) });
  const all = whole.flatMap(({ data }): AtlasMap[] => {
    if (!data) return [];
    const governance = reviews.data?.find((one) => one.map === data.id)?.governance;
    const submaps = [...new Set(data.cards.flatMap((card) => card.submap ?? []))];
    const beside = governance?.counterpart;
    return [
      {
        id: data.id,
        name: data.name,
        submaps,
        ...(beside === undefined ? {} : { beside }),
        ...(governance ? { status: governance.status, stale: governance.stale } : {}),
      },
    ];
  });
  return { maps, all };
}

/** Which map lies behind a step of another one. */
export function AtlasPage() {
  const { t } = useTranslation();
  const { maps, all } = useAtlas();
  return (
    <Page title={t('mapbacklog.atlas.title')} sentence={t('mapbacklog.atlas.sentence')}>
      <MapTabs />
      <QueryView query={maps}>{() => <Branches branches={atlasOf(all)} all={all} />}</QueryView>
    </Page>
  );
}

function Branches({ branches, all }: { branches: readonly Branch[]; all: readonly AtlasMap[] }) {
  const { t } = useTranslation();
  return (
    <ul className={css.tree}>
      {branches.map(({ map, inside }) => {
        const beside = all.find(({ id }) => id === map.beside);
        return (
          <li key={map.id}>
            <PathLink path={`maps/${map.id}`}>{map.name}</PathLink>{' '}
            {map.status && (
              <Badge size="sm" variant="light" color={map.status === 'approved' ? 'green' : 'gray'}>
                {t(`mapreview.status.${map.status}`)}
              </Badge>
            )}{' '}
            {map.stale && (
              <Badge size="sm" variant="light" color="orange">
                {t('mapreview.stale')}
              </Badge>
            )}{' '}
            {beside && (
              <PathLink path={`maps/${map.id}/beside/${beside.id}`}>
                {t('mapbacklog.atlas.beside', { name: beside.name })}
              </PathLink>
            )}
            {inside.length > 0 && <Branches branches={inside} all={all} />}
          </li>
        );
      })}
    </ul>
  );
}
