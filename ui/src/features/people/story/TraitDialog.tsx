import { Button, Group, Modal, NumberInput, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { ErrorState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';

type Value = string | number | boolean;
const types = ['text', 'number', 'boolean'] as const;
type Type = (typeof types)[number];

function typeOf(value: unknown): Type {
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'boolean' : 'text';
}

type Props = { person: Schemas['PersonDetail']; trait: string; close: () => void };

/** Sets or removes a trait by hand; an empty name is a new one. */
export function TraitDialog({ person, trait, close }: Props) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const known = (person.traits as Record<string, Value>)[trait];
  const [name, setName] = useState(trait);
  const [type, setType] = useState<Type>(typeOf(known));
  const [value, setValue] = useState<Value>(known ?? '');
  const path = { workspace, id: person.id, trait: name.trim() };
  const change = useMutation({
    mutationFn: (wanted: Value | null) =>
      answer(
        wanted === null
          ? api.DELETE('/api/workspaces/{workspace}/people/{id}/traits/{trait}', { params: { path } })
          : api.PUT('/api/workspaces/{workspace}/people/{id}/traits/{trait}', {
              params: { path },
              body: { value: wanted },
            }),
      ),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: [workspace, 'person', person.id] });
      close();
    },
  });
  const choose = (next: string) => {
    setType(next as Type);
    setValue(next === 'boolean' ? true : '');
  };
  return (
    <Modal
      opened
      onClose={close}
      title={trait === '' ? t('identity.add') : t('identity.edit', { name: trait })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate(value);
        }}
      >
        <Stack gap={16}>
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
          {change.isError && <ErrorState error={change.error} />}
          <Group justify="space-between">
            {trait === '' ? (
              <span />
            ) : (
              <Button variant="subtle" color="red" onClick={() => change.mutate(null)}>
                {t('identity.remove')}
              </Button>
            )}
            <Button type="submit" loading={change.isPending} disabled={name.trim() === '' || value === ''}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
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
