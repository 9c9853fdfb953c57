import { Button, Group, Modal, Stack } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from './states';

type Props<T> = {
  title: string;
  size?: 'lg' | 'xl';
  create: UseMutationResult<T, Error, void>;
  close: () => void;
  /** What is shown of it this once. */
  made: (created: T) => ReactNode;
  /** On the button that closes what is shown. */
  kept?: string;
  /** The fields. */
  children: ReactNode;
};

/** Makes something whose secret is shown this once: a stray click must not lose it. */
export function CreateDialog<T>({ title, size, create, close, made, kept, children }: Props<T>) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={close}
      {...(size ? { size } : {})}
      title={title}
      closeOnClickOutside={create.data === undefined}
    >
      {create.data !== undefined ? (
        <Stack gap={16}>
          {made(create.data)}
          <Group justify="flex-end">
            <Button onClick={close}>{kept ?? t('common.close')}</Button>
          </Group>
        </Stack>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            create.mutate();
          }}
        >
          <Stack gap={16}>
            {children}
            {create.isError && <ErrorState error={create.error} />}
            <Group justify="flex-end">
              <Button type="submit" loading={create.isPending}>
                {t('common.create')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
