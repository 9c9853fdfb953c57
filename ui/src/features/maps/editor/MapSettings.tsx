import { Drawer, NumberInput, SegmentedControl, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePersonas } from '@/api/mapLists';
import type { EditedDocument } from '@/kit/edit/document.model';
import { EventMatchField } from '@/kit/match/EventMatchField';
import type { MapContent } from '../model/map.model';

type Props = { opened: boolean; close: () => void; map: MapContent; document: EditedDocument<MapContent> };

export function MapSettings({ opened, close, map, document }: Props) {
  const { t } = useTranslation();
  const personas = usePersonas().data ?? [];
  const set = (change: { [K in keyof MapContent]?: MapContent[K] | undefined }, key?: string) =>
    document.change((content) => {
      const next = Object.entries({ ...content, ...change }).filter(([, value]) => value !== undefined);
      return Object.fromEntries(next) as MapContent;
    }, key);
  return (
    <Drawer opened={opened} onClose={close} position="right" size={440} title={t('maps.settings.title')}>
      <Stack gap={16}>
        <TextInput
          label={t('common.name')}
          value={map.name}
          maxLength={200}
          error={map.name.trim() === '' ? t('maps.settings.noName') : undefined}
          onChange={(event) => set({ name: event.currentTarget.value }, 'name')}
        />
        <Textarea
          label={t('maps.settings.description')}
          autosize
          minRows={2}
          value={map.description ?? ''}
          onChange={(event) => set({ description: event.currentTarget.value || undefined }, 'description')}
        />
        <div>
          <Text size="sm" fw={500} mb={4}>
            {t('maps.settings.kind')}
          </Text>
          <SegmentedControl
            fullWidth
            value={map.kind ?? 'asIs'}
            data={(['asIs', 'toBe'] as const).map((value) => ({ value, label: t(`maps.kind.${value}`) }))}
            onChange={(kind) => set({ kind: kind as 'asIs' | 'toBe' })}
          />
        </div>
        <Select
          label={t('maps.settings.persona')}
          description={t('maps.settings.personaHelp')}
          placeholder={t('common.filter.everyone')}
          clearable
          allowDeselect
          data={personas.map(({ id, name }) => ({ value: id, label: name }))}
          value={map.persona ?? null}
          onChange={(persona) => set({ persona: persona ?? undefined })}
        />
        <EventMatchField
          label={t('maps.settings.goal')}
          description={t('maps.settings.goalHelp')}
          value={map.goal}
          onChange={(goal) => set({ goal }, 'goal')}
        />
        <NumberInput
          label={t('maps.settings.gap')}
          description={t('maps.settings.gapHelp')}
          min={1}
          max={730}
          allowDecimal={false}
          value={map.caseGapDays ?? 90}
          onChange={(days) => typeof days === 'number' && days >= 1 && set({ caseGapDays: days }, 'gap')}
        />
      </Stack>
    </Drawer>
  );
}
