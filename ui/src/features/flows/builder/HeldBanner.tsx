import { Button } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { IconArrowsMove } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type FlowDefinition, stepOf } from '../model/flow.model';
import css from './FlowEditor.module.css';
import { type Held, useFlowActions } from './useFlowEditing';

/** Says what is in the hand and how it gets to its place. */
export function HeldBanner({ held, definition }: { held: Held | null; definition: FlowDefinition }) {
  const { t } = useTranslation();
  const { hold } = useFlowActions();
  useWindowEvent('keydown', (event) => event.key === 'Escape' && held !== null && hold(null));
  if (held === null) return null;
  const step = 'step' in held ? stepOf(definition, held.step) : undefined;
  const type = 'type' in held ? held.type : (step?.type ?? 'wait');
  return (
    <div className={css.held} role="status">
      <IconArrowsMove size={18} aria-hidden />
      <span>{t('flows.move.choose', { step: step?.name ?? t(`flows.type.${type}`) })}</span>
      <Button size="compact-sm" variant="default" onClick={() => hold(null)}>
        {t('common.cancel')}
      </Button>
    </div>
  );
}
