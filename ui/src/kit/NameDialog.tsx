import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from './FormDialog';

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
    <FormDialog
      title={title}
      action={t('common.save')}
      busy={busy}
      error={error}
      submit={() => save(name.trim())}
      close={close}
    >
      <TextInput
        label={t('common.name')}
        placeholder={placeholder}
        required
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
