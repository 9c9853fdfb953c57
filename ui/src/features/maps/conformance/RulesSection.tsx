import { ActionIcon, Button, Select, Switch, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useTouchpoints } from '@/api/mapLists';
import { EventMatchField } from '@/kit/match/EventMatchField';
import { Fields } from '@/kit/may';
import { Section } from '@/kit/Page';
import type { JourneyMap } from '../model/map.model';
import css from './Conformance.module.css';
import { type Rules, stepsOf } from './conformance.model';
import { useMapChange } from './queries';

/** How journeys are cut into cases, and which ways besides the order of the cards are in order. */
export function RulesSection({ map }: { map: JourneyMap }) {
  const { t } = useTranslation();
  const change = useMapChange(map);
  const rules = map.rules ?? {};
  const set = (next: Partial<Rules>) =>
    change.mutate((content) => ({ ...content, rules: { ...content.rules, ...next } }));
  const ways = rules.ways ?? [];
  return (
    <Section title={t('conformance.rules.title')} counted="mapRules">
      <Fields>
        <div className={css.rules}>
          <Switch
            label={t('conformance.rules.endsAtGoal')}
            description={t('conformance.rules.endsAtGoalHelp')}
            checked={rules.endsAtGoal ?? false}
            disabled={change.isPending}
            onChange={(event) => set({ endsAtGoal: event.currentTarget.checked })}
          />
          <EventMatchField
            label={t('conformance.rules.exit')}
            description={t('conformance.rules.exitHelp')}
            value={rules.exit}
            onChange={(exit) => {
              const { exit: _, ...rest } = map.rules ?? {};
              change.mutate((content) => ({ ...content, rules: exit === undefined ? rest : { ...rest, exit } }));
            }}
          />
          <div className={css.ways}>
            <Text size="sm" fw={500}>
              {t('conformance.rules.ways')}
            </Text>
            <Text size="xs" c="dimmed">
              {t('conformance.rules.waysHelp')}
            </Text>
            {ways.map((way, at) => (
              <Way
                key={at}
                map={map}
                way={way}
                change={(next) => set({ ways: ways.map((one, i) => (i === at ? next : one)) })}
                remove={() => set({ ways: ways.filter((_, i) => i !== at) })}
              />
            ))}
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPlus size={14} />}
              onClick={() => set({ ways: [...ways, {}] })}
            >
              {t('conformance.rules.addWay')}
            </Button>
          </div>
        </div>
      </Fields>
    </Section>
  );
}

type OneWay = NonNullable<Rules['ways']>[number];
type WayProps = { map: JourneyMap; way: OneWay; change: (way: OneWay) => void; remove: () => void };

function Way({ map, way, change, remove }: WayProps) {
  const { t } = useTranslation();
  const steps = stepsOf(map, useTouchpoints().data ?? []).map(({ card }) => ({ value: card.id, label: card.title }));
  const side = (key: 'from' | 'to') => (
    <Select
      label={t(`conformance.rules.${key}`)}
      placeholder={t(`conformance.rules.${key}None`)}
      clearable
      allowDeselect
      w={180}
      data={steps}
      value={way[key] ?? null}
      onChange={(card) => {
        const { [key]: _, ...rest } = way;
        change(card === null ? rest : { ...rest, [key]: card });
      }}
    />
  );
  return (
    <div className={css.way}>
      {side('from')}
      {side('to')}
      <ActionIcon variant="subtle" color="gray" aria-label={t('conformance.rules.removeWay')} onClick={remove}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  );
}
