import { ActionIcon } from '@mantine/core';
import { IconHelpCircle, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Openers } from './Rail';
import css from './Shell.module.css';
import { UserMenu } from './UserMenu';
import { WorkspaceSwitch } from './WorkspaceSwitch';

/** Under 768 px the rail's upper and lower ends move here. */
export function TopBar({ openPalette, openHelp, openPassword }: Openers) {
  const { t } = useTranslation();
  return (
    <div className={css.top}>
      <WorkspaceSwitch />
      <ActionIcon variant="subtle" color="gray" size={40} onClick={openPalette} aria-label={t('common.palette.open')}>
        <IconSearch size={20} stroke={1.6} />
      </ActionIcon>
      <ActionIcon variant="subtle" color="gray" size={40} onClick={openHelp} aria-label={t('common.help.open')}>
        <IconHelpCircle size={20} stroke={1.6} />
      </ActionIcon>
      <UserMenu openPassword={openPassword} compact />
    </div>
  );
}
