import { useDraggable } from '@dnd-kit/core';
import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { stepIcons } from '../builder/stepIcons';
import { type Held, useFlowActions } from '../builder/useFlowEditing';
import { groupNames, type StepType, stepGroups } from '../model/flow.model';
import css from './Palette.module.css';

/** Every kind of step, to drag onto a plus sign, or to take up with a click and put down with the next. */
export function Palette({ held }: { held: Held | null }) {
  const { t } = useTranslation();
  const roomy = useMediaQuery('(min-width: 1360px)', true, { getInitialValueInEffect: false });
  const [chosen, setChosen] = useLocalStorage<boolean | null>({ key: 'percorso.flow-palette', defaultValue: null });
  const opened = chosen ?? roomy;
  const Toggle = opened ? IconLayoutSidebarLeftCollapse : IconLayoutSidebarLeftExpand;
  return (
    <nav className={css.palette} data-opened={opened || undefined} aria-label={t('flows.palette.label')}>
      <button
        type="button"
        className={css.toggle}
        aria-expanded={opened}
        title={t(opened ? 'flows.palette.close' : 'flows.palette.open')}
        onClick={() => setChosen(!opened)}
      >
        <Toggle size={18} stroke={1.7} aria-hidden />
        <span>{t('flows.palette.title')}</span>
      </button>
      {groupNames.map((group) => (
        <section key={group} aria-label={t(`flows.group.${group}`)}>
          <h3 className={css.group}>{t(`flows.group.${group}`)}</h3>
          {stepGroups[group].map((type) => (
            <Item key={type} type={type} group={group} held={held !== null && 'type' in held && held.type === type} />
          ))}
        </section>
      ))}
    </nav>
  );
}

function Item({ type, group, held }: { type: StepType; group: string; held: boolean }) {
  const { t } = useTranslation();
  const { hold } = useFlowActions();
  const { setNodeRef, listeners } = useDraggable({ id: `new:${type}`, data: { type } satisfies Held });
  const Icon = stepIcons[type];
  return (
    <button
      type="button"
      ref={setNodeRef}
      {...listeners}
      className={css.item}
      data-group={group}
      aria-pressed={held}
      title={t(`flows.type.${type}`)}
      onClick={() => hold(held ? null : { type })}
    >
      <Icon size={16} stroke={1.7} aria-hidden />
      <span>{t(`flows.type.${type}`)}</span>
    </button>
  );
}
