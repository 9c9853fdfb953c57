import { Drawer, Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Talk } from '@/kit/talk/Talk';
import { useComments, useTalking } from '@/kit/talk/useTalk';
import type { MapContent } from '../model/map.model';
import { Checklist } from './Checklist';
import { GovernancePanel } from './GovernancePanel';
import type { Finding } from './queries';
import { ReviewLinks } from './ReviewLinks';
import { Versions } from './Versions';

export type MapTab = 'todo' | 'talk' | 'standing' | 'versions' | 'links';
const tabs: readonly MapTab[] = ['todo', 'talk', 'standing', 'versions', 'links'];

type Props = {
  map: string;
  content: MapContent;
  revision: number;
  tab: MapTab;
  show: (tab: MapTab) => void;
  close: () => void;
  jump: (finding: Pick<Finding, 'stage' | 'card'>) => void;
};

/** Everything around a map: what to do next, what is said, who answers for it, what it was, who may look. */
export function MapDrawer({ map, content, revision, tab, show, close, jump }: Props) {
  const { t } = useTranslation();
  const comments = useComments('maps', map).data ?? [];
  const { comment, resolve, remove } = useTalking('maps', map);
  const go = (finding: Pick<Finding, 'stage' | 'card'>) => {
    close();
    jump(finding);
  };
  return (
    <Drawer opened onClose={close} position="right" size={480} title={t('mapreview.title')}>
      <Tabs value={tab} onChange={(value) => show((value ?? 'todo') as MapTab)} keepMounted={false}>
        <Tabs.List mb={12}>
          {tabs.map((value) => (
            <Tabs.Tab key={value} value={value}>
              {t(`mapreview.tab.${value}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="todo">
          <Checklist map={map} revision={revision} jump={go} />
        </Tabs.Panel>
        <Tabs.Panel value="talk">
          <Talk
            comments={comments}
            write={(draft) => comment.mutateAsync(draft)}
            resolve={(id, resolved) => resolve.mutate({ comment: id, resolved })}
            remove={(id) => remove.mutate(id)}
            titleOf={(card) => content.cards.find(({ id }) => id === card)?.title ?? ''}
            jump={(card) => go({ card })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="standing">
          <GovernancePanel map={map} />
        </Tabs.Panel>
        <Tabs.Panel value="versions">
          <Versions map={map} current={content} />
        </Tabs.Panel>
        <Tabs.Panel value="links">
          <ReviewLinks map={map} />
        </Tabs.Panel>
      </Tabs>
    </Drawer>
  );
}
