import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { ErrorState } from '@/kit/states';
import type { Mapping } from './mapping.model';

const check = (mapping: string) => answer(api.POST('/api/import-mappings/check', { body: { mapping } }));

/** The mapping as YAML, as the command line takes it. */
export function MappingText({ mapping, change }: { mapping: Mapping; change: (mapping: Mapping) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState<string | null>(null);
  const open = useMutation({
    mutationFn: () => check(JSON.stringify(mapping)),
    onSuccess: (checked) => setText(checked.yaml),
    // An unfinished mapping is shown as it is.
    onError: () => setText(JSON.stringify(mapping, null, 2)),
  });
  const take = useMutation({
    mutationFn: check,
    onSuccess: (checked) => {
      change(checked.mapping);
      setText(null);
    },
  });
  return (
    <>
      <Button size="xs" variant="default" loading={open.isPending} onClick={() => open.mutate()}>
        {t('imports.asText')}
      </Button>
      <Modal opened={text !== null} onClose={() => setText(null)} size="lg" title={t('imports.asText')}>
        <Stack gap={16}>
          <Textarea
            label={t('imports.mapping')}
            description={t('imports.mappingText')}
            autosize
            minRows={10}
            maxRows={24}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }}
            value={text ?? ''}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {take.isError && <ErrorState error={take.error} />}
          <Group justify="flex-end">
            <Button loading={take.isPending} onClick={() => text !== null && take.mutate(text)}>
              {t('imports.take')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
