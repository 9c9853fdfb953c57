import { Button, Indicator } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/api/session';
import { talkByCard } from '@/kit/talk/talk.model';
import { useComments } from '@/kit/talk/useTalk';
import type { MapContent } from '../model/map.model';
import type { MarkStore } from '../model/marks.model';
import type { MapTab } from './MapDrawer';
import type { Finding } from './queries';

const MapDrawer = lazy(() => import('./MapDrawer').then((module) => ({ default: module.MapDrawer })));

type Props = {
  map: string;
  content: MapContent;
  revision: number;
  marks: MarkStore;
  jump: (finding: Pick<Finding, 'stage' | 'card'>) => void;
};

/** Opens what is around the map; brings the comments to its cards. */
export function ReviewButton({ map, content, revision, marks, jump }: Props) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<MapTab | null>(null);
  const comments = useComments('maps', map).data;
  const me = useSession()?.user.name ?? '';
  useEffect(() => marks.comments(talkByCard(comments ?? [], me)), [marks, comments, me]);
  const open = (comments ?? []).filter((one) => one.thread === undefined && one.resolvedAt === undefined).length;
  return (
    <>
      <Indicator label={open} disabled={open === 0} size={16} offset={4}>
        <Button
          variant="default"
          leftSection={<IconChecklist size={16} />}
          aria-label={open === 0 ? t('mapreview.open') : t('mapreview.openCount', { count: open })}
          onClick={() => setTab('todo')}
        >
          {t('mapreview.open')}
        </Button>
      </Indicator>
      {tab && (
        <Suspense>
          <MapDrawer
            map={map}
            content={content}
            revision={revision}
            tab={tab}
            show={setTab}
            close={() => setTab(null)}
            jump={jump}
          />
        </Suspense>
      )}
    </>
  );
}
