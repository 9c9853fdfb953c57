import { Group, SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Chosen, PersonSelect } from '@/kit/people/PersonSelect';
import { ErrorState, LoadingState } from '@/kit/states';
import { useLastGood } from '@/kit/useLastGood';
import css from './Email.module.css';
import { type MessageDraft, usePreview } from './usePreview';

/** The message as one real person would get it. */
export function EmailPreview({ content }: { content: MessageDraft }) {
  const { t } = useTranslation();
  const [person, setPerson] = useState<Chosen | null>(null);
  const [shape, setShape] = useState('html');
  const preview = usePreview(content, person?.id ?? null);
  const shown = useLastGood(preview.data);
  const blank = !content.subject?.trim() && !content.body?.trim();
  return (
    <div className={css.preview}>
      <Group justify="space-between" align="flex-end" gap={8}>
        <PersonSelect
          label={t('flows.email.previewAs')}
          placeholder={t('flows.email.previewSample')}
          width={260}
          person={person}
          choose={setPerson}
        />
        <SegmentedControl
          size="xs"
          value={shape}
          onChange={setShape}
          data={[
            { value: 'html', label: t('flows.email.asHtml') },
            { value: 'text', label: t('flows.email.asText') },
          ]}
        />
      </Group>
      {blank && (
        <Text size="sm" c="dimmed">
          {t('flows.email.empty')}
        </Text>
      )}
      {!blank && preview.isPending && <LoadingState rows={4} />}
      {!blank && preview.isError && <ErrorState error={preview.error} />}
      {!blank && shown && (
        <div className={css.mail} data-stale={preview.isError || undefined}>
          {preview.isError && (
            <Text size="sm" c="dimmed">
              {t('flows.email.stale')}
            </Text>
          )}
          <div className={css.subject}>{shown.subject}</div>
          <div className={css.paper}>
            {shape === 'html' ? (
              // An empty sandbox: no script, no form, no way out of the frame, whatever the template holds.
              // A frame of its own for each document: one whose document is exchanged while it loads may stay empty.
              <iframe
                key={shown.html}
                className={css.frame}
                title={t('flows.email.previewFrame')}
                sandbox=""
                srcDoc={shown.html}
                referrerPolicy="no-referrer"
              />
            ) : (
              <pre className={css.plain}>{shown.text}</pre>
            )}
          </div>
        </div>
      )}
    </div>
  );
}
