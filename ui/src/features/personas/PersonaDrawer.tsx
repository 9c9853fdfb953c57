import { ColorSwatch, Group, Select, Stack, TagsInput, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSegments } from '@/api/lists';
import { FormDrawer, useDraft } from '@/kit/edit/FormDrawer';
import { NameField } from '@/kit/edit/NameField';
import { PictureField } from '@/kit/picture/PictureField';
import { Avatar } from './PersonaTile';
import { colorOf, listFields, type Persona, type PersonaContent, personaColors, tidy } from './persona.model';
import { useSavePersona } from './usePersonas';

type Props = {
  persona: Persona | null;
  start: PersonaContent;
  close: () => void;
  remove: (persona: Persona) => void;
};

export function PersonaDrawer({ persona, start, close, remove }: Props) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<PersonaContent>(start);
  const segments = useSegments().data ?? [];
  const save = useSavePersona();
  const { errors, submit } = useDraft(save, t('personas.noName'), close);
  const set = (change: { [K in keyof PersonaContent]?: PersonaContent[K] | undefined }) =>
    setDraft((before) => ({ ...before, ...change }) as PersonaContent);
  return (
    <FormDrawer
      title={persona === null ? t('personas.new') : draft.name}
      busy={save.isPending}
      submit={() => submit(persona?.id ?? null, draft, tidy(draft))}
      close={close}
      remove={persona ? () => remove(persona) : undefined}
    >
      <Group gap={12} wrap="nowrap" align="flex-start">
        <Avatar persona={draft} />
        <Stack gap={8} flex={1}>
          <NameField value={draft.name} error={errors.name} change={(name) => set({ name })} />
          <ColorChoice chosen={colorOf(draft)} choose={(color) => set({ color })} />
        </Stack>
      </Group>
      <PictureField
        label={t('personas.picture')}
        description={t('personas.pictureHelp')}
        picture={draft.picture}
        onChange={(picture) => set({ picture })}
      />
      <TextInput
        label={t('personas.field.role')}
        description={t('personas.roleHelp')}
        maxLength={200}
        value={draft.role ?? ''}
        onChange={(event) => set({ role: event.currentTarget.value })}
      />
      <Textarea
        label={t('personas.field.quote')}
        autosize
        minRows={2}
        maxLength={500}
        value={draft.quote ?? ''}
        onChange={(event) => set({ quote: event.currentTarget.value })}
      />
      <Select
        label={t('common.filter.segment')}
        description={t('personas.segmentHelp')}
        placeholder={t('personas.noSegment')}
        clearable
        searchable
        allowDeselect
        data={segments.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.segment ?? null}
        error={errors.segment}
        onChange={(segment) => set({ segment: segment ?? undefined })}
      />
      {listFields.map((field) => (
        <TagsInput
          key={field}
          label={t(`personas.field.${field}`)}
          placeholder={t('personas.addLine')}
          splitChars={[';']}
          maxTags={30}
          value={draft[field] ?? []}
          onChange={(list) => set({ [field]: list })}
        />
      ))}
    </FormDrawer>
  );
}

function ColorChoice({ chosen, choose }: { chosen: string; choose: (color: string) => void }) {
  const { t } = useTranslation();
  return (
    <Group gap={4} role="group" aria-label={t('personas.color')}>
      <Text size="xs" c="dimmed" mr={4}>
        {t('personas.color')}
      </Text>
      {personaColors.map((color, place) => (
        <ColorSwatch
          key={color}
          component="button"
          type="button"
          size={22}
          color={color}
          aria-label={`${t('personas.color')} ${place + 1}`}
          aria-pressed={color === chosen}
          style={color === chosen ? { outline: '2px solid var(--ink)', outlineOffset: 1 } : { cursor: 'pointer' }}
          onClick={() => choose(color)}
        />
      ))}
    </Group>
  );
}
