import { ActionIcon, Button, Group, Popover, Stack, Text } from '@mantine/core';
import { IconFilter, IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useObservedSchema } from '@/api/lists';
import type { PropertyCondition } from '../condition/condition.model';
import { PropertyRow } from '../condition/MatchField';
import { complete, saidOf } from './where.model';

type Props = { value: readonly PropertyCondition[]; onChange: (where: PropertyCondition[]) => void };

const empty: PropertyCondition = { property: '', operator: 'equals', value: '' };

/** Only events with certain properties: a channel, a device, a country. Lives in the URL like the rest of the filter. */
export function EventFilter({ value, onChange }: Props) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const [rows, setRows] = useState<PropertyCondition[]>([]);
  const schema = useObservedSchema().data;
  const properties = [...new Set((schema?.events ?? []).flatMap((event) => event.properties.map((p) => p.name)))];
  const suggestions = (name: string) => [
    ...new Set((schema?.events ?? []).flatMap((event) => event.properties.find((p) => p.name === name)?.values ?? [])),
  ];
  const open = () => {
    setRows(value.length === 0 ? [empty] : [...value]);
    setOpened(true);
  };
  const apply = (next: PropertyCondition[]) => {
    onChange(next.filter(complete));
    setOpened(false);
  };
  return (
    <Group gap={0} wrap="nowrap">
      {/* The suggestions lie outside the dropdown: a click on one is none outside the filter. */}
      <Popover
        opened={opened}
        onChange={setOpened}
        position="bottom-start"
        shadow="md"
        trapFocus
        returnFocus
        closeOnClickOutside={false}
      >
        <Popover.Target>
          <Button
            variant={value.length > 0 ? 'light' : 'default'}
            leftSection={<IconFilter size={16} stroke={1.6} />}
            onClick={() => (opened ? setOpened(false) : open())}
            maw={320}
          >
            {value.length === 0 ? t('where.open') : value.map((row) => saidOf(row, t)).join(', ')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown maw="calc(100vw - 32px)">
          <form
            onSubmit={(event) => {
              event.preventDefault();
              apply(rows);
            }}
          >
            <Stack gap={12}>
              <Text size="sm" maw={420}>
                {t('where.sentence')}
              </Text>
              {rows.map((row, place) => (
                <PropertyRow
                  key={place}
                  row={row}
                  properties={properties}
                  suggestions={suggestions(row.property)}
                  onChange={(next) => setRows(rows.map((old, at) => (at === place ? next : old)))}
                  onRemove={() => setRows(rows.filter((_, at) => at !== place))}
                />
              ))}
              <Group justify="space-between">
                <Button
                  variant="subtle"
                  color="gray"
                  leftSection={<IconPlus size={16} />}
                  onClick={() => setRows([...rows, empty])}
                >
                  {t('where.add')}
                </Button>
                <Button type="submit">{t('common.apply')}</Button>
              </Group>
            </Stack>
          </form>
        </Popover.Dropdown>
      </Popover>
      {value.length > 0 && (
        <ActionIcon variant="subtle" color="gray" aria-label={t('where.clear')} onClick={() => onChange([])}>
          <IconX size={16} />
        </ActionIcon>
      )}
    </Group>
  );
}
