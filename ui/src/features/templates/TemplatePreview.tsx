import { SegmentedControl, Stack, Switch } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { type Chosen, PersonSelect } from '@/kit/people/PersonSelect';
import { ErrorState, LoadingState } from '@/kit/states';
import { useLastGood } from '@/kit/useLastGood';
import css from './Templates.module.css';
import { onScreen, type TemplateContent } from './template.model';
import { usePreview } from './useTemplates';

type Props = { content: TemplateContent; language: string };

/** The mail as one person would get it, in the language that is being written. */
export function TemplatePreview({ content, language }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const [person, setPerson] = useState<Chosen | null>(null);
  const [width, setWidth] = useState('wide');
  const [dark, setDark] = useState(false);
  const [draft] = useDebouncedValue(content, 500);
  const preview = usePreview({ content: draft, language, ...(person === null ? {} : { person: person.id }) });
  const shown = useLastGood(preview.data);
  return (
    <Section title={t('templates.preview.title')}>
      <Stack gap={12}>
        <div className={css.bar}>
          <PersonSelect
            label={t('flows.email.previewAs')}
            placeholder={t('flows.email.previewSample')}
            width={220}
            person={person}
            choose={setPerson}
          />
          <SegmentedControl
            size="xs"
            aria-label={t('templates.preview.width')}
            value={width}
            onChange={setWidth}
            data={['wide', 'phone', 'text'].map((value) => ({ value, label: t(`templates.preview.${value}`) }))}
          />
          <Switch
            size="sm"
            label={t('templates.preview.dark')}
            checked={dark}
            onChange={(event) => setDark(event.currentTarget.checked)}
          />
        </div>
        {preview.isPending && <LoadingState rows={6} />}
        {preview.isError && <ErrorState error={preview.error} />}
        {shown && (
          <div className={css.mail} data-stale={preview.isError || undefined}>
            {preview.isError && <p className={css.note}>{t('flows.email.stale')}</p>}
            <div className={css.head}>
              <strong>{shown.subject || t('templates.preview.noSubject')}</strong>
              <span className={css.note}>{shown.preheader || t('templates.preview.noPreheader')}</span>
            </div>
            <div className={css.paper}>
              {width === 'text' ? (
                <pre className={css.plain}>{shown.text}</pre>
              ) : (
                // An empty sandbox: no script, no form, no way out of the frame, whatever the template holds.
                // A frame of its own for each document: one whose document is exchanged while it loads may stay empty.
                <iframe
                  key={`${dark}${shown.html}`}
                  className={css.frame}
                  data-width={width}
                  data-dark={dark || undefined}
                  title={t('flows.email.previewFrame')}
                  sandbox=""
                  srcDoc={onScreen(shown.html, dark)}
                  referrerPolicy="no-referrer"
                />
              )}
            </div>
            <p className={css.note}>{t('templates.preview.note', { size: format.number(shown.bytes / 1000, 1) })}</p>
          </div>
        )}
      </Stack>
    </Section>
  );
}
