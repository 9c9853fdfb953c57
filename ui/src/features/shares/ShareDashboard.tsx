import { ActionIcon, Tooltip } from '@mantine/core';
import { IconWorldShare } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/kit/may';
import { ShareDialog } from './ShareDialog';

/** A button of every dashboard. */
export function ShareDashboard({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const label = t(useMay('edit') ? 'shares.open' : 'shares.see');
  return (
    <>
      <Tooltip label={label}>
        <ActionIcon variant="default" size={34} aria-label={label} onClick={() => setOpened(true)}>
          <IconWorldShare size={18} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      {opened && <ShareDialog kind="dashboard" target={id} name={name} onClose={() => setOpened(false)} />}
    </>
  );
}
