import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

type Props = {
  opened: boolean;
  close: () => void;
  title: string;
  /** What goes and what stays. */
  text: string;
  action: string;
  busy: boolean;
  confirm: () => void;
};

/** Only for what cannot be undone; everything else is done at once and can be undone. */
export function Confirm({ opened, close, title, text, action, busy, confirm }: Props) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={close} title={title}>
      <Text size="sm">{text}</Text>
      <Group justify="flex-end" mt={24} gap={8}>
        <Button variant="default" onClick={close} data-autofocus>
          {t('common.cancel')}
        </Button>
        <Button color="red.9" loading={busy} onClick={confirm}>
          {action}
        </Button>
      </Group>
    </Modal>
  );
}
