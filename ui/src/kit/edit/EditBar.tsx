import { ActionIcon, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp, IconArrowForwardUp, IconCheck, IconLoader2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/api/problem';
import { useMay } from '../may';
import type { SaveState } from './autosave.model';
import css from './EditBar.module.css';

/** "Saved", "Saving…" or "Not saved: …", always in the same place. */
export function SaveNote({ saving, retry }: { saving: SaveState; retry: () => void }) {
  const { t } = useTranslation();
  return (
    <span className={css.note} data-state={saving.kind} role="status" data-testid="save-state">
      {saving.kind === 'saved' && (
        <>
          <IconCheck size={16} aria-hidden /> {t('edit.saved')}
        </>
      )}
      {saving.kind === 'saving' && (
        <>
          <IconLoader2 size={16} aria-hidden /> {t('edit.saving')}
        </>
      )}
      {saving.kind === 'failed' && <Failed saving={saving} retry={retry} />}
    </span>
  );
}

function Failed({ saving, retry }: { saving: SaveState & { kind: 'failed' }; retry: () => void }) {
  const { t } = useTranslation();
  const problem = asProblem(saving.error);
  const field = problem.fields[0]?.message;
  const reason = problem.unreachable
    ? t('common.error.unreachable')
    : (field ?? problem.detail ?? (problem.title || t('common.error.unexpected')));
  return (
    <Tooltip label={saving.again ? t('edit.keptAgain') : t('edit.kept')} multiline maw={280}>
      <button type="button" className={css.retry} onClick={retry}>
        <IconAlertTriangle size={16} aria-hidden /> {t('edit.notSaved', { reason })}
      </button>
    </Tooltip>
  );
}

type UndoProps = { canUndo: boolean; canRedo: boolean; undo: () => void; redo: () => void };

export function UndoButtons({ canUndo, canRedo, undo, redo }: UndoProps) {
  const { t } = useTranslation();
  return (
    <ActionIcon.Group>
      <Tooltip label={`${t('edit.undo')} · Ctrl/⌘ Z`}>
        <ActionIcon variant="default" size={34} aria-label={t('edit.undo')} disabled={!canUndo} onClick={undo}>
          <IconArrowBackUp size={18} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={`${t('edit.redo')} · Ctrl/⌘ ⇧ Z`}>
        <ActionIcon variant="default" size={34} aria-label={t('edit.redo')} disabled={!canRedo} onClick={redo}>
          <IconArrowForwardUp size={18} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
    </ActionIcon.Group>
  );
}

type StateProps = {
  saving: SaveState;
  document: { undo: () => void; redo: () => void; flush: () => Promise<unknown> };
  canUndo: boolean;
  canRedo: boolean;
};

/** Whether changes are saved, and the way back; for those who may only look, that they may. */
export function EditState({ saving, document, canUndo, canRedo }: StateProps) {
  const { t } = useTranslation();
  const may = useMay('edit');
  if (!may) return <span className={css.note}>{t('common.may.readOnly')}</span>;
  return (
    <>
      <SaveNote saving={saving} retry={() => void document.flush()} />
      <UndoButtons canUndo={canUndo} canRedo={canRedo} undo={document.undo} redo={document.redo} />
    </>
  );
}
