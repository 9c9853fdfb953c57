import { Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

type NameProps = {
  value: string;
  error?: string | undefined;
  longest?: number;
  placeholder?: string;
  change: (name: string) => void;
};

/** What every drawer begins with. */
export function NameField({ value, error, longest = 100, placeholder = '', change }: NameProps) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={t('common.name')}
      placeholder={placeholder}
      required
      maxLength={longest}
      data-autofocus
      value={value}
      error={error}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

type ActiveProps = { label?: string; help?: string; value: boolean; change: (active: boolean) => void };

/** Whether it is switched on. */
export function ActiveSwitch({ label, help, value, change }: ActiveProps) {
  const { t } = useTranslation();
  return (
    <Switch
      label={label ?? t('surveys.field.active')}
      description={help}
      checked={value}
      onChange={(event) => change(event.currentTarget.checked)}
    />
  );
}
