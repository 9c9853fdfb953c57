import { Button, CloseButton, Group, NumberInput, Select, Stack, Text, Textarea } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useTouchpoints } from '@/api/mapLists';
import type { EditedDocument } from '@/kit/edit/document.model';
import { useFormat } from '@/kit/format';
import { EventMatchField } from '@/kit/match/EventMatchField';
import { matchWords } from '@/kit/match/match.model';
import { Fields, useMay } from '@/kit/may';
import { PartTalk } from '@/kit/talk/PartTalk';
import { useMapActions } from '../editor/useMapEditing';
import { LivePills } from '../grid/LivePills';
import { BindingSuggestions } from '../live/BindingSuggestions';
import { CardFacts } from '../live/MorePills';
import type { CardLive } from '../model/live.model';
import { editCard, type MapCard, type MapContent, measuredLanes, moveCard } from '../model/map.model';
import { CardMore } from './CardMore';
import css from './CardPanel.module.css';

type Props = {
  card: MapCard;
  map: MapContent;
  document: EditedDocument<MapContent>;
  live: CardLive | undefined;
  /** Id of the map, and whether its comments were asked for. */
  id: string;
  talking: boolean;
  close: () => void;
};
type Change = { [K in keyof MapCard]?: MapCard[K] | undefined };

const steps = ['mandatory', 'optional', 'repeatable', 'none'] as const;

export function CardPanel({ card, map, document, live, id, talking, close }: Props) {
  const { t } = useTranslation();
  const actions = useMapActions();
  const may = useMay('edit');
  const lane = map.lanes.find((candidate) => candidate.id === card.lane);
  const kind = lane?.kind ?? 'actions';
  const set = (change: Change, field: string) =>
    document.change((content) => editCard(content, card.id, change as Partial<MapCard>), `${card.id}:${field}`);
  const measured = measuredLanes.has(kind) || card.binding !== undefined;
  return (
    <Stack gap={12} data-testid="card-panel">
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" c="dimmed">
          {lane?.name ?? t(`maps.lane.${kind}`)}
        </Text>
        <CloseButton aria-label={t('common.close')} onClick={close} />
      </Group>
      <Fields>
        <Textarea
          label={t('maps.card.title')}
          autosize
          minRows={1}
          maxLength={200}
          value={card.title}
          error={card.title.trim() === '' ? t('maps.card.noTitle') : undefined}
          onChange={(event) => set({ title: event.currentTarget.value }, 'title')}
        />
        <Textarea
          label={t('maps.card.text')}
          autosize
          minRows={2}
          maxRows={10}
          value={card.text ?? ''}
          onChange={(event) => set({ text: event.currentTarget.value || undefined }, 'text')}
        />
        {live && <Figures card={card} live={live} />}
        {(kind === 'pains' || card.severity !== undefined) && (
          <NumberInput
            label={t('maps.card.severity')}
            description={t('maps.card.severityHelp')}
            min={1}
            max={5}
            allowDecimal={false}
            value={card.severity ?? ''}
            onChange={(value) => set({ severity: typeof value === 'number' ? value : undefined }, 'severity')}
          />
        )}
        {measured && card.binding === undefined && card.touchpoint === undefined && (
          <BindingSuggestions card={card} map={map} bind={(to) => set(to, 'binding')} />
        )}
        <CardMore card={card} kind={kind} map={map} set={set} />
        {measured && <Measured card={card} touchpoints={kind === 'touchpoints'} set={set} />}
        <Group grow>
          <Select
            label={t('maps.card.stage')}
            data={map.stages.map(({ id, name }) => ({ value: id, label: name }))}
            value={card.stage}
            onChange={(stage) =>
              stage && document.change((content) => moveCard(content, card.id, { stage, lane: card.lane, index: 99 }))
            }
          />
          <Select
            label={t('maps.card.lane')}
            data={map.lanes
              .filter((candidate) => candidate.kind !== 'emotions')
              .map((candidate) => ({ value: candidate.id, label: candidate.name ?? t(`maps.lane.${candidate.kind}`) }))}
            value={card.lane}
            onChange={(next) =>
              next &&
              document.change((content) => moveCard(content, card.id, { stage: card.stage, lane: next, index: 99 }))
            }
          />
        </Group>
      </Fields>
      <PartTalk key={card.id} of="maps" id={id} part={card.id} focused={talking} />
      {may && (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconTrash size={16} />}
          onClick={() => actions.remove(card.id)}
        >
          {t('maps.card.remove')}
        </Button>
      )}
    </Stack>
  );
}

function Figures({ card, live }: { card: MapCard; live: CardLive }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={css.live}>
      <LivePills card={card} live={live} />
      <CardFacts live={live} />
      <Text size="xs" c="dimmed">
        {t('maps.live.occurrences', { count: live.occurrences, shown: format.number(live.occurrences) })}
        {live.medianSecondsToGoal !== undefined &&
          ` · ${t('maps.live.time', { time: format.duration(live.medianSecondsToGoal * 1000) })}`}
      </Text>
    </div>
  );
}

type MeasuredProps = { card: MapCard; touchpoints: boolean; set: (change: Change, field: string) => void };

/** What a card is in the data: its touchpoint, its event, and its part in the model. */
function Measured({ card, touchpoints, set }: MeasuredProps) {
  const { t } = useTranslation();
  const catalogue = useTouchpoints().data ?? [];
  const touchpoint = catalogue.find((candidate) => candidate.id === card.touchpoint);
  const inherited = card.binding === undefined ? touchpoint?.binding : undefined;
  return (
    <>
      {touchpoints && (
        <Select
          label={t('maps.card.touchpoint')}
          placeholder={t('maps.card.noTouchpoint')}
          clearable
          allowDeselect
          searchable
          data={catalogue.map(({ id, name }) => ({ value: id, label: name }))}
          value={card.touchpoint ?? null}
          onChange={(next) => set({ touchpoint: next ?? undefined }, 'touchpoint')}
        />
      )}
      <EventMatchField
        label={t('maps.card.binding')}
        description={
          inherited ? t('maps.card.inherited', { event: matchWords(t, inherited) }) : t('maps.card.bindingHelp')
        }
        value={card.binding}
        onChange={(binding) => set({ binding }, 'binding')}
      />
      <Select
        label={t('maps.card.step')}
        description={t(`maps.step.help.${card.step ?? 'optional'}`)}
        data={steps.map((step) => ({ value: step, label: t(`maps.step.${step}`) }))}
        value={card.step ?? 'optional'}
        onChange={(step) => step && set({ step: step as MapCard['step'] }, 'step')}
      />
      <EventMatchField
        label={t('maps.card.failure')}
        description={t('maps.card.failureHelp')}
        value={card.failure}
        onChange={(failure) => set({ failure }, 'failure')}
      />
    </>
  );
}
