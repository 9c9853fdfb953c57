import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Fields, useMay } from '@/kit/may';
import { done } from '@/kit/notices';
import { ErrorState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { saveTopics, type Topic } from './queries';
import { topicId } from './topics.model';

/** A topic in the form; a new one gets its id from its name when it is saved. */
type Row = Topic & { fresh?: boolean };

function named(rows: readonly Row[]): Topic[] {
  const ids = rows.filter((row) => !row.fresh).map((row) => row.id);
  return rows.map(({ id, name, description, fresh }) => {
    const own = fresh ? topicId(name, ids) : id;
    if (fresh) ids.push(own);
    return description ? { id: own, name, description } : { id: own, name };
  });
}

export function TopicsForm({ stored }: { stored: Topic[] }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  const may = useMay('edit');
  const [rows, setRows] = useState<Row[]>(stored);
  const save = useMutation({
    mutationFn: () => saveTopics(workspace, named(rows)),
    onSuccess: (saved) => {
      done(t('common.saved'));
      client.setQueryData([workspace, 'topics'], saved);
    },
  });
  const change = (place: number, part: Partial<Row>) =>
    setRows(rows.map((row, at) => (at === place ? { ...row, ...part } : row)));
  const move = (from: number, to: number) => {
    const next = [...rows];
    next.splice(to, 0, ...next.splice(from, 1));
    setRows(next);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap={12} maw={720}>
        <Text size="sm" c="dimmed">
          {t('sending.topics.text')}
        </Text>
        <Fields>
          {rows.map((row, place) => (
            <Group key={place} gap={8} align="flex-end" mb={8}>
              <TextInput
                label={t('common.name')}
                required
                maxLength={100}
                value={row.name}
                onChange={(event) => change(place, { name: event.currentTarget.value })}
              />
              <TextInput
                label={t('sending.topics.description')}
                style={{ flex: '1 1 200px' }}
                value={row.description ?? ''}
                onChange={(event) => change(place, { description: event.currentTarget.value })}
              />
              <Group gap={8} wrap="nowrap">
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={36}
                  disabled={place === 0}
                  aria-label={t('sending.topics.up', { name: row.name })}
                  onClick={() => move(place, place - 1)}
                >
                  <IconArrowUp size={16} />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={36}
                  disabled={place === rows.length - 1}
                  aria-label={t('sending.topics.down', { name: row.name })}
                  onClick={() => move(place, place + 1)}
                >
                  <IconArrowDown size={16} />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={36}
                  aria-label={t('sending.topics.remove', { name: row.name })}
                  onClick={() => setRows(rows.filter((_, at) => at !== place))}
                >
                  <IconX size={16} />
                </ActionIcon>
              </Group>
            </Group>
          ))}
          <div>
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconPlus size={14} />}
              onClick={() => setRows([...rows, { id: `new-${rows.length}`, name: '', fresh: true }])}
            >
              {t('sending.topics.add')}
            </Button>
          </div>
        </Fields>
        {save.isError && <ErrorState error={save.error} />}
        {may && (
          <div>
            <Button type="submit" loading={save.isPending} disabled={JSON.stringify(rows) === JSON.stringify(stored)}>
              {t('common.save')}
            </Button>
          </div>
        )}
      </Stack>
    </form>
  );
}
