import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { useWorkspaceId } from '@/kit/workspace';
import css from './StageHistory.module.css';
import { differences, type Model } from './stages.model';

/** What the stages were, save by save, and what each save changed; an earlier one can be taken up again. */
export function StageHistory({ take }: { take: (model: Model) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspaceId();
  const may = useMay('edit');
  const history = useQuery({
    queryKey: [workspace, 'stages', 'history'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/stages/history', { params: { path: { workspace } } })),
  });
  return (
    <Section title={t('stagerules.history.title')}>
      <QueryView
        query={history}
        isEmpty={(list) => list.length === 0}
        empty={
          <Text size="sm" c="dimmed">
            {t('stagerules.history.none')}
          </Text>
        }
      >
        {(list) => (
          <ol className={css.list}>
            {list.map((saved, place) => (
              <li key={saved.revision}>
                <span className={css.words}>
                  <span>
                    {format.dateTime(saved.savedAt)} · {saved.savedBy}
                  </span>
                  <span className={css.soft}>
                    {differences(list[place + 1]?.model, saved.model)
                      .map(({ what, name }) => t(`stagerules.history.${what}`, { name }))
                      .join(' · ') || t('stagerules.history.same')}
                  </span>
                </span>
                {may && place > 0 && (
                  <Button size="compact-sm" variant="default" onClick={() => take(saved.model)}>
                    {t('stagerules.history.take')}
                  </Button>
                )}
              </li>
            ))}
          </ol>
        )}
      </QueryView>
    </Section>
  );
}
