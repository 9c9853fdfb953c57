import { Button, NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '@/kit/FormDialog';

type Value = string | number | boolean;
const types = ['text', 'number', 'boolean'] as const;
type Type = (typeof types)[number];

function typeOf(value: unknown): Type {
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'boolean' : 'text';
}

type Props = {
  /** Those known, by name. */
  traits: Record<string, unknown>;
  /** The one to change; empty for a new one. */
  trait: string;
  /** Sets the trait, or removes it. */
  write: (name: string, value: Value | null) => Promise<unknown>;
  close: () => void;
};

/** Sets or removes a trait by hand. */
export function TraitDialog({ traits, trait, write, close }: Props) {
  const { t } = useTranslation();
  const known = (traits as Record<string, Value>)[trait];
  const [name, setName] = useState(trait);
  const [type, setType] = useState<Type>(typeOf(known));
  const [value, setValue] = useState<Value>(known ?? '');
  const change = useMutation({
    mutationFn: (wanted: Value | null) => write(name.trim(), wanted),
    onSuccess: close,
  });
  const choose = (next: string) => {
    setType(next as Type);
    setValue(next === 'boolean' ? true : '');
  };
  return (
    <FormDialog
      title={trait === '' ? t('identity.add') : t('identity.edit', { name: trait })}
      action={t('common.save')}
      busy={change.isPending}
      disabled={name.trim() === '' || value === ''}
      error={change.error}
      submit={() => change.mutate(value)}
      close={close}
      beside={
        trait !== '' && (
          <Button variant="subtle" color="red" onClick={() => change.mutate(null)}>
            {t('identity.remove')}
          </Button>
        )
      }
    >
      {trait === '' && (
        <TextInput
          label={t('identity.name')}
          required
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      <SegmentedControl
        aria-label={t('identity.type')}
        data={types.map((one) => ({ value: one, label: t(`identity.types.${one}`) }))}
        value={type}
        onChange={choose}
      />
      <ValueInput type={type} value={value} change={setValue} />
    </FormDialog>
  );
}

function ValueInput({ type, value, change }: { type: Type; value: Value; change: (value: Value) => void }) {
  const { t } = useTranslation();
  if (type === 'boolean') {
    return (
      <SegmentedControl
        aria-label={t('identity.value')}
        data={[
          { value: 'true', label: t('identity.yes') },
          { value: 'false', label: t('identity.no') },
        ]}
        value={String(value === true)}
        onChange={(next) => change(next === 'true')}
      />
    );
  }
  if (type === 'number') {
    return <NumberInput label={t('identity.value')} value={typeof value === 'number' ? value : ''} onChange={change} />;
  }
  return (
    <TextInput
      label={t('identity.value')}
      value={String(value)}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
