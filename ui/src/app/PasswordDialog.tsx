import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { done } from '@/kit/notices';
import { ErrorState } from '@/kit/states';

export function PasswordDialog({ forced, close }: { forced: boolean; close: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [current, setCurrent] = useState('');
  const [replacement, setReplacement] = useState('');
  const change = useMutation({
    mutationFn: () => answer(api.PUT('/api/session/password', { body: { current, replacement } })),
    onSuccess: () => {
      done(t('common.password.changed'));
      void queryClient.invalidateQueries({ queryKey: ['session'] });
      close();
    },
  });
  const toggle = { 'aria-label': t('common.login.showPassword') };
  return (
    <Modal
      opened
      onClose={close}
      title={t('common.password.title')}
      withCloseButton={!forced}
      closeOnEscape={!forced}
      closeOnClickOutside={!forced}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <Stack gap={16}>
          <Text size="sm">{t(forced ? 'common.password.forced' : 'common.password.sentence')}</Text>
          <PasswordInput
            label={t('common.password.current')}
            autoComplete="current-password"
            required
            value={current}
            visibilityToggleButtonProps={toggle}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('common.password.replacement')}
            description={t('common.password.rule')}
            autoComplete="new-password"
            required
            minLength={10}
            value={replacement}
            visibilityToggleButtonProps={toggle}
            onChange={(event) => setReplacement(event.currentTarget.value)}
          />
          {change.isError && <ErrorState error={change.error} />}
          <Group justify="flex-end">
            <Button type="submit" loading={change.isPending}>
              {t('common.password.action')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
