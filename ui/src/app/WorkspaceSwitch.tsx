import { Menu } from '@mantine/core';
import { IconCheck, IconSelector } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/api/session';
import { useWorkspace } from '@/kit/workspace';
import css from './Shell.module.css';

export function WorkspaceSwitch() {
  const { t } = useTranslation();
  const session = useSession();
  const current = useWorkspace();
  const navigate = useNavigate();
  return (
    <Menu width={240} position="bottom-start">
      <Menu.Target>
        <button type="button" className={css.switch} aria-label={t('common.workspace.switch', { name: current.name })}>
          <img src="/percorso.svg" width={24} height={24} alt="" />
          <span className={css.switchName}>{current.name}</span>
          <IconSelector size={16} stroke={1.6} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('common.workspace.label')}</Menu.Label>
        {session?.workspaces.map((workspace) => (
          <Menu.Item
            key={workspace.id}
            rightSection={workspace.id === current.id ? <IconCheck size={16} /> : null}
            // A segment of one workspace means nothing in another, so the filter stays behind.
            onClick={() =>
              navigate({ to: '/w/$workspace', params: { workspace: workspace.id }, search: { segment: undefined } })
            }
          >
            {workspace.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
