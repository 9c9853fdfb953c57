import { Button, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../FormDialog';
import type { Annotation } from './annotations.model';
import { useAnnotationChanges } from './useAnnotations';

type Props = { annotation: Annotation | null; day: string; close: () => void };

export function AnnotationDialog({ annotation, day, close }: Props) {
  const { t } = useTranslation();
  const [on, setOn] = useState(annotation?.day ?? day);
  const [text, setText] = useState(annotation?.text ?? '');
  const { save, remove } = useAnnotationChanges();
  return (
    <FormDialog
      title={t(annotation ? 'annotations.edit' : 'annotations.add')}
      action={t('common.save')}
      busy={save.isPending}
      disabled={text.trim() === ''}
      error={save.error}
      submit={() => save.mutate({ id: annotation?.id ?? null, day: on, text: text.trim() }, { onSuccess: close })}
      close={close}
      beside={
        annotation && (
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
        )
      }
    >
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
    </FormDialog>
  );
}
