import { ActionIcon, Button, Group, Input, MultiSelect, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { mapsQuery } from '@/api/lists';
import { PictureField } from '@/kit/picture/PictureField';
import { useWorkspaceId } from '@/kit/workspace';
import type { LaneKind, MapCard, MapContent } from '../model/map.model';
import { OpportunityFields } from './OpportunityFields';

type Change = { [K in keyof MapCard]?: MapCard[K] | undefined };
type Props = { card: MapCard; kind: LaneKind; map: MapContent; set: (change: Change, field: string) => void };

/** What only cards of some lanes have, and how a card is tied to others. */
export function CardMore({ card, kind, map, set }: Props) {
  const { t } = useTranslation();
  return (
    <>
      {(kind === 'pains' || card.evidence) && <Evidence card={card} set={set} />}
      {(kind === 'opportunities' || card.opportunity) && <Scores card={card} set={set} />}
      {(kind === 'content' || card.purpose) && (
        <Select
          label={t('mapwork.purpose.label')}
          clearable
          data={(['educate', 'compare', 'convert'] as const).map((value) => ({
            value,
            label: t(`mapwork.purpose.${value}`),
          }))}
          value={card.purpose ?? null}
          onChange={(purpose) => set({ purpose: (purpose ?? undefined) as MapCard['purpose'] }, 'purpose')}
        />
      )}
      <PictureField label={t('mapwork.picture')} picture={card.image} onChange={(image) => set({ image }, 'image')} />
      <Ways card={card} map={map} set={set} />
      <Submap card={card} set={set} />
    </>
  );
}

type PartProps = Pick<Props, 'card' | 'set'>;
const link = /^(https?:\/\/|\/(?!\/))\S*$/;

function Evidence({ card, set }: PartProps) {
  const { t } = useTranslation();
  const list = card.evidence ?? [];
  const put = (next: NonNullable<MapCard['evidence']>, field: string) =>
    set({ evidence: next.length === 0 ? undefined : next }, field);
  return (
    <Input.Wrapper label={t('mapwork.evidence.title')} description={t('mapwork.evidence.help')}>
      <Stack gap={6} mt={4}>
        {list.map((one, place) => (
          <Group key={place} gap={4} wrap="nowrap" align="flex-start">
            <TextInput
              flex={1}
              aria-label={t('mapwork.evidence.url')}
              placeholder="https://"
              defaultValue={one.url === '/' ? '' : one.url}
              onBlur={(event) => {
                const url = event.currentTarget.value.trim();
                if (link.test(url)) put(list.with(place, { ...one, url }), `evidence:${place}`);
              }}
              error={link.test(one.url) ? undefined : t('mapwork.evidence.wrong')}
            />
            <TextInput
              flex={1}
              aria-label={t('mapwork.evidence.label')}
              placeholder={t('mapwork.evidence.label')}
              value={one.label ?? ''}
              maxLength={200}
              onChange={(event) => {
                const label = event.currentTarget.value;
                put(list.with(place, label === '' ? { url: one.url } : { ...one, label }), `evidence:${place}`);
              }}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={34}
              aria-label={t('mapwork.evidence.remove')}
              onClick={() => put(list.toSpliced(place, 1), 'evidence')}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Button
          size="compact-sm"
          variant="subtle"
          w="fit-content"
          leftSection={<IconPlus size={14} />}
          onClick={() => put([...list, { url: '/' }], 'evidence')}
        >
          {t('mapwork.evidence.add')}
        </Button>
      </Stack>
    </Input.Wrapper>
  );
}

function Scores({ card, set }: PartProps) {
  const known = card.opportunity ?? {};
  const put = (change: object, field: string) => {
    const next = Object.entries({ ...known, ...change }).filter(([, value]) => value !== undefined && value !== '');
    set({ opportunity: next.length === 0 ? undefined : Object.fromEntries(next) }, `opportunity:${field}`);
  };
  return <OpportunityFields opportunity={known} put={put} />;
}

function Ways({ card, map, set }: PartProps & { map: MapContent }) {
  const { t } = useTranslation();
  const next = card.next ?? [];
  const laneKind = map.lanes.find((lane) => lane.id === card.lane)?.kind;
  const same = map.lanes.filter((lane) => lane.kind === laneKind).map((lane) => lane.id);
  const choices = map.cards.filter(
    (one) => one.id !== card.id && (same.includes(one.lane) || next.some((way) => way.card === one.id)),
  );
  return (
    <MultiSelect
      label={t('mapwork.next.title')}
      description={t('mapwork.next.help')}
      searchable
      data={choices.map(({ id, title }) => ({ value: id, label: title || id }))}
      value={next.map((way) => way.card).filter((id) => choices.some((one) => one.id === id))}
      onChange={(ids) => {
        const ways = ids.map((id) => next.find((way) => way.card === id) ?? { card: id });
        set({ next: ways.length === 0 ? undefined : ways }, 'next');
      }}
    />
  );
}

function Submap({ card, set }: PartProps) {
  const { t } = useTranslation();
  const maps = useQuery(mapsQuery(useWorkspaceId())).data ?? [];
  return (
    <Select
      label={t('mapwork.submap.title')}
      description={t('mapwork.submap.help')}
      placeholder={t('mapwork.submap.none')}
      clearable
      searchable
      data={maps.map(({ id, name }) => ({ value: id, label: name }))}
      value={card.submap ?? null}
      onChange={(submap) => set({ submap: submap ?? undefined }, 'submap')}
    />
  );
}
