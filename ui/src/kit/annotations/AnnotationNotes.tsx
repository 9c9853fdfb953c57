import { Button } from '@mantine/core';
import { IconFlag } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format';
import { useMay } from '../may';
import css from './AnnotationNotes.module.css';
import type { Annotation, Mark } from './annotations.model';

const Dialog = lazy(() => import('./AnnotationDialog').then((module) => ({ default: module.AnnotationDialog })));

type Props = { marks: readonly Mark[]; day: string };

/** What happened in the chart's period, in words, and the way to note something. `day` is proposed for a new note. */
export function AnnotationNotes({ marks, day }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay('edit');
  const [edited, setEdited] = useState<Annotation | 'new' | null>(null);
  return (
    <div className={css.notes}>
      {marks.length > 0 && (
        <ol className={css.list} aria-label={t('annotations.label')}>
          {marks.flatMap((mark) =>
            mark.annotations.map((annotation) => (
              <li key={annotation.id}>
                <span className={css.number}>{mark.number}</span>
                <button
                  type="button"
                  className={css.note}
                  title={t('annotations.by', { author: annotation.author })}
                  disabled={!may}
                  onClick={() => setEdited(annotation)}
                >
                  <span className={css.day}>{format.calendarDay(annotation.day)}</span> {annotation.text}
                </button>
              </li>
            )),
          )}
        </ol>
      )}
      {may && (
        <Button
          className="no-print"
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconFlag size={14} stroke={1.6} />}
          onClick={() => setEdited('new')}
        >
          {t('annotations.add')}
        </Button>
      )}
      {edited !== null && (
        <Suspense fallback={null}>
          <Dialog annotation={edited === 'new' ? null : edited} day={day} close={() => setEdited(null)} />
        </Suspense>
      )}
    </div>
  );
}
