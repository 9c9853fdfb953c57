import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPencil, IconSend, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/kit/may';
import css from './Alerts.module.css';

type Props = {
  name: string;
  children: ReactNode;
  /** What sending at once is called, and does. */
  now: { label: string; run: () => void; busy: boolean };
  onEdit: () => void;
  onRemove: () => void;
};

/** An alert or a scheduled report in its list. */
export function ItemRow({ name, children, now, onEdit, onRemove }: Props) {
  const { t } = useTranslation();
  const may = useMay('edit');
  return (
    <li className={css.row}>
      <div className={css.words}>{children}</div>
      {may && (
        <>
          <Tooltip label={now.label}>
            <ActionIcon variant="subtle" color="gray" aria-label={now.label} loading={now.busy} onClick={now.run}>
              <IconSend size={16} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
          <ActionIcon variant="subtle" color="gray" aria-label={t('alerts.editOne', { name })} onClick={onEdit}>
            <IconPencil size={16} stroke={1.6} />
          </ActionIcon>
          <ActionIcon variant="subtle" color="gray" aria-label={t('alerts.remove', { name })} onClick={onRemove}>
            <IconTrash size={16} stroke={1.6} />
          </ActionIcon>
        </>
      )}
    </li>
  );
}
