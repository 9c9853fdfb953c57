import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

type Props = {
  title: string;
  text: string;
  label: string;
  /** What stands between two entries. */
  separator: RegExp;
  /** On the button that takes them. */
  action: string;
  busy: boolean;
  add: (entries: string[]) => void;
  close: () => void;
  /** Another way than typing, in place of a button that closes. */
  otherWay?: ReactNode;
};

/** Takes many entries, typed or pasted into one field. */
export function PasteDialog({ title, text, label, separator, action, busy, add, close, otherWay }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const entries = typed
    .split(separator)
    .map((entry) => entry.trim())
    .filter(Boolean);
  return (
    <Modal opened onClose={close} title={title}>
      <Stack gap={16}>
        <Text size="sm">{text}</Text>
        <Textarea
          label={label}
          autosize
          minRows={4}
          maxRows={12}
          data-autofocus
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Group justify={otherWay ? 'space-between' : 'flex-end'} gap={8}>
          {otherWay ?? (
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
          )}
          <Button disabled={entries.length === 0} loading={busy} onClick={() => add(entries)}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
