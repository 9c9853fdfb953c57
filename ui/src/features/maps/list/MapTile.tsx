import { ActionIcon, Badge, Menu } from '@mantine/core';
import { IconDots, IconDownload, IconTrash } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { PathLink } from '@/kit/PathLink';
import hues from '../hues.module.css';
import css from './MapsPage.module.css';

const ExportDialog = lazy(() =>
  import('../exchange/ExportDialog').then((module) => ({ default: module.ExportDialog })),
);

type Props = {
  map: Schemas['MapSummary'];
  persona: Schemas['Persona'] | undefined;
  review: Schemas['MapReviewOverview'] | undefined;
  remove: () => void;
};

export function MapTile({ map, persona, review, remove }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay('edit');
  const [exporting, setExporting] = useState(false);
  return (
    <li className={css.tile}>
      <PathLink path={`maps/${map.id}`} className={css.open}>
        <span className={css.strip} aria-hidden>
          {map.stages.map((stage) => (
            <span key={stage.id} className={`${css.band} ${hues.hue}`} data-hue={stage.hue} title={stage.name} />
          ))}
        </span>
        <span className={css.name}>{map.name}</span>
        <span className={css.facts}>
          <span className={css.kind}>{t(`maps.kind.${map.kind === 'toBe' ? 'toBe' : 'asIs'}`)}</span>
          {persona && <span>{persona.name}</span>}
          <span>{t('maps.cards', { count: map.cards })}</span>
        </span>
        {review && <Standing review={review} />}
        <span className={css.stages}>
          {[map.stages[0]?.name, map.stages.length > 1 && map.stages.at(-1)?.name].filter(Boolean).join(' → ')}
        </span>
        <span className={css.updated}>{t('maps.updated', { when: format.ago(map.updatedAt, new Date()) })}</span>
      </PathLink>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            className={css.more}
            variant="subtle"
            color="gray"
            aria-label={t('maps.more', { name: map.name })}
          >
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconDownload size={16} />} onClick={() => setExporting(true)}>
            {t('mapexchange.export.open')}
          </Menu.Item>
          {may && (
            <Menu.Item leftSection={<IconTrash size={16} />} onClick={remove}>
              {t('common.delete')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {exporting && (
        <Suspense>
          <ExportDialog map={map} close={() => setExporting(false)} />
        </Suspense>
      )}
    </li>
  );
}

/** Where the map stands, who answers for it, and whether nobody has looked in time. */
function Standing({ review }: { review: Schemas['MapReviewOverview'] }) {
  const { t } = useTranslation();
  const { status, owner, stale, changedSinceApproval } = review.governance;
  return (
    <span className={css.facts}>
      <Badge size="sm" variant="light" tt="none" fw={500} color={status === 'approved' ? 'accent' : 'gray'}>
        {t(`mapreview.status.${status}`)}
      </Badge>
      {stale && (
        <Badge size="sm" variant="light" tt="none" fw={500} color="warm">
          {t('mapreview.stale')}
        </Badge>
      )}
      {changedSinceApproval > 0 && <span>{t('mapreview.changedSince', { count: changedSinceApproval })}</span>}
      {owner && <span>{owner}</span>}
      {review.openThreads > 0 && <span>{t('goals.threads', { count: review.openThreads })}</span>}
    </span>
  );
}
