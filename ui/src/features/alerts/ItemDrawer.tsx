import { Button, Drawer, Group, Stack } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { done } from '@/kit/notices';
import { ErrorState } from '@/kit/states';
import { MessagePreview } from './MessagePreview';

type Save<T> = { id: string | null; body: T };
type Props<T> = {
  title: string;
  id: string | null;
  body: T;
  save: UseMutationResult<{ name: string }, Error, Save<T>>;
  /** What would be sent now. */
  message: () => Promise<Schemas['NoticePreview'] | undefined>;
  /** A fault that is found while somebody types. */
  error?: unknown;
  onClose: () => void;
  children: ReactNode;
};

/** The form of an alert or a scheduled report, at the side. */
export function ItemDrawer<T>({ title, id, body, save, message, error, onClose, children }: Props<T>) {
  const { t } = useTranslation();
  const [previewing, setPreviewing] = useState(false);
  const fault = save.error ?? error;
  return (
    <Drawer opened onClose={onClose} position="right" size={440} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(
            { id, body },
            {
              onSuccess: (saved) => {
                done(t('alerts.saved', { name: saved.name }));
                onClose();
              },
            },
          );
        }}
      >
        <Stack gap={16}>
          {children}
          {fault !== undefined && fault !== null && <ErrorState error={fault} />}
          <Group justify="space-between">
            <Button variant="default" onClick={() => setPreviewing(true)}>
              {t('alerts.item.preview')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
      {previewing && <MessagePreview body={body} message={message} onClose={() => setPreviewing(false)} />}
    </Drawer>
  );
}
