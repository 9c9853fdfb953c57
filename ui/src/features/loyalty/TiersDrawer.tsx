import { ActionIcon, Button, Group, NumberInput, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDrawer } from '@/kit/edit/FormDrawer';
import { newId } from '@/kit/edit/newId';
import { type Tier, useSaveTiers } from './usePoints';

type Row = Tier & { id: string };

/** The tiers and from how many points each begins. */
export function TiersDrawer({ start, close }: { start: readonly Tier[]; close: () => void }) {
  const { t } = useTranslation();
  const save = useSaveTiers();
  const [rows, setRows] = useState<Row[]>(() => start.map(({ name, points }) => ({ id: newId('t-'), name, points })));
  const change = (id: string, part: Partial<Tier>) =>
    setRows((before) => before.map((row) => (row.id === id ? { ...row, ...part } : row)));
  const last = rows.at(-1)?.points ?? 0;
  return (
    <FormDrawer
      title={t('loyalty.tiers.change')}
      busy={save.isPending}
      submit={() =>
        save.mutate(
          rows.map(({ name, points }) => ({ name, points })),
          { onSuccess: close },
        )
      }
      close={close}
      remove={undefined}
    >
      <Text size="sm">{t('loyalty.tiers.help')}</Text>
      {rows.map((row, place) => (
        <Group key={row.id} gap={8} align="flex-end" wrap="nowrap">
          <TextInput
            label={t('loyalty.tiers.tier')}
            required
            maxLength={60}
            style={{ flex: 1 }}
            value={row.name}
            onChange={(event) => change(row.id, { name: event.currentTarget.value })}
          />
          <NumberInput
            label={t('loyalty.tiers.from')}
            w={140}
            min={0}
            max={1_000_000_000}
            allowDecimal={false}
            value={row.points}
            onChange={(points) => typeof points === 'number' && change(row.id, { points })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('loyalty.tiers.remove', { number: place + 1 })}
            onClick={() => setRows(rows.filter(({ id }) => id !== row.id))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="default"
        leftSection={<IconPlus size={16} />}
        disabled={rows.length >= 20}
        onClick={() => setRows([...rows, { id: newId('t-'), name: '', points: last === 0 ? 100 : last * 2 }])}
      >
        {t('loyalty.tiers.add')}
      </Button>
    </FormDrawer>
  );
}
