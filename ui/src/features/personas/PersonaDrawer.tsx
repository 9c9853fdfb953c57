import { Button, ColorSwatch, Drawer, Group, Select, Stack, TagsInput, Text, Textarea, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSegments } from '@/api/lists';
import { asProblem, fieldMessages } from '@/api/problem';
import { done, failed } from '@/kit/notices';
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
  const [errors, setErrors] = useState<Record<string, string>>({});
  const segments = useSegments().data ?? [];
  const save = useSavePersona();
  const set = (change: { [K in keyof PersonaContent]?: PersonaContent[K] | undefined }) =>
    setDraft((before) => ({ ...before, ...change }) as PersonaContent);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft.name.trim() === '') return setErrors({ name: t('personas.noName') });
    save.mutate(
      { id: persona?.id ?? null, body: tidy(draft) },
      {
        onSuccess: () => {
          done(t('common.saved'));
          close();
        },
        onError: (error) => {
          setErrors(fieldMessages(asProblem(error)));
          failed(error);
        },
      },
    );
  };
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size={480}
      title={persona === null ? t('personas.new') : draft.name}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap={16}>
          <Group gap={12} wrap="nowrap" align="flex-start">
            <Avatar persona={draft} />
            <Stack gap={8} flex={1}>
              <TextInput
                label={t('common.name')}
                required
                maxLength={100}
                data-autofocus
                value={draft.name}
                error={errors.name}
                onChange={(event) => set({ name: event.currentTarget.value })}
              />
              <ColorChoice chosen={colorOf(draft)} choose={(color) => set({ color })} />
            </Stack>
          </Group>
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
          <Group justify="space-between">
            {persona ? (
              <Button
                variant="subtle"
                color="gray"
                leftSection={<IconTrash size={16} />}
                onClick={() => remove(persona)}
              >
                {t('common.delete')}
              </Button>
            ) : (
              <span />
            )}
            <Group gap={8}>
              <Button variant="default" onClick={close}>
                {t('common.cancel')}
              </Button>
              <Button type="submit" loading={save.isPending}>
                {t('common.save')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Drawer>
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
