import { Button, Text } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { useObservedSchema } from '@/api/lists';
import { useTouchpoints } from '@/api/mapLists';
import { useFilter } from '@/kit/filter/useFilter';
import { useFormat } from '@/kit/format';
import { matchWords } from '@/kit/match/match.model';
import { useWorkspaceId } from '@/kit/workspace';
import type { MapCard, MapContent } from '../model/map.model';
import css from './Suggestions.module.css';
import { type Suggestion, suggestions } from './suggest.model';

type Props = {
  card: MapCard;
  map: MapContent;
  bind: (to: { touchpoint?: string; binding?: MapCard['binding'] }) => void;
};

/** Where touchpoints stand in real journeys; the same answer that a map is drawn from. */
function usePlaces() {
  const workspace = useWorkspaceId();
  const { scope } = useFilter();
  const body = { scope, touchpoints: 40, leastShare: 0 };
  return useQuery({
    queryKey: [workspace, 'map-discover', body],
    queryFn: () =>
      answer(api.POST('/api/workspaces/{workspace}/maps/discover', { params: { path: { workspace } }, body })),
    staleTime: 300_000,
  });
}

/** Events this card may mean: one click shows what happens there, the next binds it. */
export function BindingSuggestions({ card, map, bind }: Props) {
  const { t } = useTranslation();
  const schema = useObservedSchema().data;
  const touchpoints = useTouchpoints().data;
  const discovered = usePlaces().data;
  const [looked, setLooked] = useState<string | null>(null);
  const at = map.stages.findIndex((stage) => stage.id === card.stage);
  const place = map.stages.length < 2 ? 0.5 : at / (map.stages.length - 1);
  const found = useMemo(() => {
    const last = Math.max(1, (discovered?.candidates.length ?? 1) - 1);
    const places = new Map(discovered?.candidates.map((candidate, number) => [candidate.match.event, number / last]));
    return suggestions(card.title, place, { events: schema?.events ?? [], touchpoints: touchpoints ?? [], places });
  }, [card.title, place, schema, touchpoints, discovered]);
  if (found.length === 0) return null;
  return (
    <section className={css.suggestions} aria-label={t('bind.title')}>
      <Text size="xs" c="dimmed">
        {t('bind.title')}
      </Text>
      <div className={css.chips}>
        {found.map((one) => (
          <button
            key={one.label}
            type="button"
            className={css.chip}
            aria-expanded={looked === one.label}
            onClick={() => setLooked(looked === one.label ? null : one.label)}
          >
            {one.label}
          </button>
        ))}
      </div>
      {found
        .filter((one) => one.label === looked)
        .map((one) => (
          <Preview
            key={one.label}
            suggestion={one}
            bind={() => bind(one.touchpoint === undefined ? { binding: one.match } : { touchpoint: one.touchpoint })}
          />
        ))}
    </section>
  );
}

function Preview({ suggestion, bind }: { suggestion: Suggestion; bind: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspaceId();
  const schema = useObservedSchema().data;
  const condition = { type: 'event' as const, match: suggestion.match, comparison: 'atLeast' as const, count: 1 };
  const people = useQuery({
    queryKey: [workspace, 'people-behind', condition],
    queryFn: () =>
      answer(
        api.POST('/api/workspaces/{workspace}/reports/people', {
          params: { path: { workspace } },
          body: { kind: 'condition', condition, limit: 1 },
        }),
      ),
    staleTime: 60_000,
  });
  const event = schema?.events.find(({ name }) => name === suggestion.match.event);
  const values = (event?.properties ?? [])
    .filter((property) => property.values.length > 0)
    .slice(0, 4)
    .map((property) => `${property.name}: ${property.values.slice(0, 3).join(', ')}`);
  return (
    <div className={css.preview}>
      <Text size="sm">{matchWords(t, suggestion.match)}</Text>
      <Text size="xs" c="dimmed">
        {people.data &&
          t('bind.people', {
            count: people.data.total,
            shown: format.number(people.data.total),
            times: format.number(event?.count ?? 0),
          })}
      </Text>
      {values.map((line) => (
        <Text key={line} size="xs" c="dimmed" truncate>
          {line}
        </Text>
      ))}
      <Button mt={6} size="compact-sm" leftSection={<IconLink size={14} />} onClick={bind}>
        {t('bind.bind')}
      </Button>
    </div>
  );
}
