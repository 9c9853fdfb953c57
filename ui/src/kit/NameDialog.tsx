import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from './states';

type Props = {
  title: string;
  placeholder?: string;
  save: (name: string) => void;
  busy: boolean;
  error: unknown;
  close: () => void;
};

/** Asks for the name under which something is kept. */
export function NameDialog({ title, placeholder = '', save, busy, error, close }: Props) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  return (
    <Modal opened onClose={close} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save(name.trim());
        }}
      >
        <TextInput
          label={t('common.name')}
          placeholder={placeholder}
          required
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {error !== null && error !== undefined && <ErrorState error={error} />}
        <Group justify="flex-end" mt={16}>
          <Button type="submit" loading={busy}>
            {t('common.save')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
