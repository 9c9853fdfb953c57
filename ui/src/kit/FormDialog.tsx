import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { ErrorState } from './states';

type Props = {
  title: string;
  /** On the button that submits. */
  action: string;
  busy: boolean;
  disabled?: boolean;
  /** Why it did not work, shown above the button. */
  error?: unknown;
  submit: () => void;
  close: () => void;
  /** At the other end of the row with the button. */
  beside?: ReactNode;
  /** The fields. */
  children: ReactNode;
};

/** A few fields to be sent at once; it stays open until that worked. */
export function FormDialog({ title, action, busy, disabled = false, error, submit, close, beside, children }: Props) {
  return (
    <Modal opened onClose={close} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap={16}>
          {children}
          {error !== null && error !== undefined && <ErrorState error={error} />}
          <Group justify={beside ? 'space-between' : 'flex-end'}>
            {beside}
            <Button type="submit" loading={busy} disabled={disabled}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
