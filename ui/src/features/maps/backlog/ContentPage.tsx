import { Text } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePersonas } from '@/api/mapLists';
import { MapTabs } from '@/kit/MapTabs';
import { Page } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import hues from '../hues.module.css';
import { canonicalStages, type GapCell, gapMatrix } from '../model/backlog.model';
import css from './Backlog.module.css';
import { useMapCards } from './useMapCards';

/** Which persona gets which content in which stage, and where there is none. */
export function ContentPage() {
  const { t } = useTranslation();
  const cards = useMapCards('content');
  const personas = usePersonas().data ?? [];
  const nameOf = (id: string | null) =>
    personas.find((persona) => persona.id === id)?.name ?? t('mapbacklog.content.everybody');
  return (
    <Page title={t('mapbacklog.content.title')} sentence={t('mapbacklog.content.sentence')}>
      <MapTabs />
      <QueryView
        query={cards}
        isEmpty={(list) => list.length === 0}
        empty={
          <EmptyState
            icon={<IconFileText size={20} aria-hidden />}
            title={t('mapbacklog.content.none')}
            text={t('mapbacklog.content.noneText')}
          />
        }
      >
        {(list) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls with the keys
          <section className={css.scroll} tabIndex={0} aria-label={t('mapbacklog.content.title')}>
            <table className={css.gaps}>
              <thead>
                <tr>
                  <td />
                  {canonicalStages.map((stage) => (
                    <th key={stage} scope="col" className={hues.hue} data-hue={stage}>
                      {t(`maps.stage.${stage}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {gapMatrix(
                  list,
                  personas.map((persona) => persona.id),
                ).map((row) => (
                  <tr key={row.persona ?? ''}>
                    <th scope="row">
                      {nameOf(row.persona)}
                      <Text size="xs" c="dimmed">
                        {t('mapbacklog.content.gaps', { count: row.gaps })}
                      </Text>
                    </th>
                    {row.cells.map((cell) => (
                      <Cell key={cell.stage} cell={cell} />
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
      </QueryView>
    </Page>
  );
}

function Cell({ cell }: { cell: GapCell }) {
  const { t } = useTranslation();
  if (cell.cards.length === 0) return <td className={css.gap}>{t('mapbacklog.content.gap')}</td>;
  return (
    <td>
      {cell.cards.map(({ map, card }) => (
        <div key={`${map} ${card.id}`}>
          <PathLink path={`maps/${map}`}>{card.title}</PathLink>
          {card.purpose && (
            <Text span size="xs" c="dimmed">
              {' '}
              · {t(`mapwork.purpose.${card.purpose}`)}
            </Text>
          )}
        </div>
      ))}
    </td>
  );
}
