import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';

/** Says what was done and lets it be taken back: undo instead of "are you sure?". */
export function undoable(message: string, undo: () => void): void {
  const id = notifications.show({
    autoClose: 8000,
    withBorder: true,
    color: 'accent',
    message: (
      <Group justify="space-between" gap={8} wrap="nowrap">
        {message}
        <Button
          size="compact-sm"
          variant="light"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          {i18next.t('common.undo')}
        </Button>
      </Group>
    ),
  });
}
