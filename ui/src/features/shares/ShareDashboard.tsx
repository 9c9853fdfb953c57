import { ActionIcon, Tooltip } from '@mantine/core';
import { IconWorldShare } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ShareDialog } from './ShareDialog';

/** A button of every dashboard. */
export function ShareDashboard({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Tooltip label={t('shares.open')}>
        <ActionIcon variant="default" size={34} aria-label={t('shares.open')} onClick={() => setOpened(true)}>
          <IconWorldShare size={18} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      {opened && <ShareDialog kind="dashboard" target={id} name={name} onClose={() => setOpened(false)} />}
    </>
  );
}
