import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../states';
import type { Annotation } from './annotations.model';
import { useAnnotationChanges } from './useAnnotations';

type Props = { annotation: Annotation | null; day: string; close: () => void };

export function AnnotationDialog({ annotation, day, close }: Props) {
  const { t } = useTranslation();
  const [on, setOn] = useState(annotation?.day ?? day);
  const [text, setText] = useState(annotation?.text ?? '');
  const { save, remove } = useAnnotationChanges();
  return (
    <Modal
      opened
      onClose={close}
      title={t(annotation ? 'annotations.edit' : 'annotations.add')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ id: annotation?.id ?? null, day: on, text: text.trim() }, { onSuccess: close });
        }}
      >
        <Stack gap={12}>
          <TextInput
            type="date"
            label={t('annotations.day')}
            required
            value={on}
            onChange={(event) => setOn(event.currentTarget.value)}
          />
          <Textarea
            label={t('annotations.text')}
            placeholder={t('annotations.example')}
            required
            autosize
            maxLength={300}
            data-autofocus
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {annotation && (
            <Text size="xs" c="dimmed">
              {t('annotations.by', { author: annotation.author })}
            </Text>
          )}
          {save.isError && <ErrorState error={save.error} />}
          <Group justify="space-between">
            {annotation ? (
              <Button
                variant="subtle"
                color="red"
                onClick={() => {
                  remove.mutate(annotation);
                  close();
                }}
              >
                {t('common.remove')}
              </Button>
            ) : (
              <span />
            )}
            <Button type="submit" disabled={text.trim() === ''} loading={save.isPending}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
