import { ActionIcon, Group, Select, Stack, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePersonLists } from '@/api/lists';
import { useMay } from '@/kit/may';
import { Section } from '@/kit/Page';
import { useAddToList, useListsOf, useRemoveFromList } from './queries';

/** The lists a person is on; who may edit puts the person on others or takes them off. */
export function ListsOfPerson({ person }: { person: string }) {
  const { t } = useTranslation();
  const may = useMay('edit');
  const on = useListsOf(person).data;
  const all = usePersonLists().data ?? [];
  const add = useAddToList();
  const remove = useRemoveFromList();
  if (on === undefined || (on.length === 0 && (all.length === 0 || !may))) return null;
  const others = all.filter((list) => !on.some(({ id }) => id === list.id));
  return (
    <Section title={t('lists.title')}>
      <Stack gap={8}>
        {on.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('lists.ofNone')}
          </Text>
        )}
        {on.map((list) => (
          <Group key={list.id} justify="space-between" wrap="nowrap">
            <Text size="sm">{list.name}</Text>
            {may && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('lists.takeOff', { name: list.name })}
                onClick={() => remove.mutate({ list: list.id, person })}
              >
                <IconX size={14} />
              </ActionIcon>
            )}
          </Group>
        ))}
        {may && others.length > 0 && (
          <Select
            key={on.length}
            aria-label={t('lists.putOn')}
            placeholder={t('lists.putOn')}
            searchable
            data={others.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(list) => list && add.mutate({ list, who: { personIds: [person] } })}
          />
        )}
      </Stack>
    </Section>
  );
}
