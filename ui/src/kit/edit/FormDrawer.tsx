import { Button, Drawer, Group, Stack } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { UseMutationResult } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, fieldMessages } from '@/api/problem';
import { Fields, useMay } from '../may';
import { done, failed } from '../notices';

/** What a drawer's save takes: a new one has no id. */
type Save<T> = { id: string | null; body: T };

/** A named thing being written: its faults by field, and its save. */
export function useDraft<T extends { name: string }>(
  save: UseMutationResult<unknown, Error, Save<T>>,
  noName: string,
  close: () => void,
) {
  const { t } = useTranslation();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const submit = (id: string | null, draft: T, body: T) => {
    if (draft.name.trim() === '') return setErrors({ name: noName });
    save.mutate(
      { id, body },
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
  return { errors, submit };
}

type Props = {
  title: string;
  busy: boolean;
  submit: () => void;
  close: () => void;
  /** Absent while it is new. */
  remove: (() => void) | undefined;
  children: ReactNode;
};

/** A form at the side, to be saved, left or deleted; to be read only by those who may not change it. */
export function FormDrawer({ title, busy, submit, close, remove, children }: Props) {
  const { t } = useTranslation();
  const may = useMay('edit');
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    submit();
  };
  return (
    <Drawer opened onClose={close} position="right" size={480} title={title}>
      <form onSubmit={onSubmit}>
        <Stack gap={16}>
          <Fields>{children}</Fields>
          {may && (
            <Group justify="space-between">
              {remove ? (
                <Button
                  variant="subtle"
                  color="gray"
                  leftSection={<IconTrash size={16} />}
                  onClick={() => {
                    close();
                    remove();
                  }}
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
                <Button type="submit" loading={busy}>
                  {t('common.save')}
                </Button>
              </Group>
            </Group>
          )}
        </Stack>
      </form>
    </Drawer>
  );
}
