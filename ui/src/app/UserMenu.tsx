import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconKey, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { replaceSession, signOut, useSession } from '@/api/session';
import { changeLanguage, languages } from '@/i18n';
import { failed } from '@/kit/notices';
import css from './Shell.module.css';

const schemes = ['light', 'dark', 'auto'] as const;
const languageNames = { en: 'English', it: 'Italiano' };

export function UserMenu({ openPassword, compact = false }: { openPassword: () => void; compact?: boolean }) {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const queryClient = useQueryClient();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: () => replaceSession(queryClient, null),
    onError: failed,
  });
  const check = (on: boolean) => (on ? <IconCheck size={16} aria-label={t('common.selected')} /> : null);
  return (
    <Menu width={240} position="top-start" keepMounted={false}>
      <Menu.Target>
        {compact ? (
          <ActionIcon variant="subtle" color="gray" size={40} aria-label={t('common.user.open')}>
            <IconUserCircle size={20} stroke={1.6} />
          </ActionIcon>
        ) : (
          <button type="button" className={css.item} title={t('common.user.open')}>
            <IconUserCircle size={18} stroke={1.6} aria-hidden />
            <span className={css.switchName}>{session?.user.name || session?.user.email}</span>
          </button>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{session?.user.email}</Menu.Label>
        <Menu.Item leftSection={<IconKey size={16} />} onClick={openPassword}>
          {t('common.user.password')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('common.user.language')}</Menu.Label>
        {languages.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            closeMenuOnClick={false}
            rightSection={check(i18n.language === language)}
            onClick={() => changeLanguage(language)}
          >
            {languageNames[language]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('common.user.scheme')}</Menu.Label>
        {schemes.map((scheme) => (
          <Menu.Item
            key={scheme}
            closeMenuOnClick={false}
            rightSection={check(colorScheme === scheme)}
            onClick={() => setColorScheme(scheme)}
          >
            {t(`common.scheme.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => leave.mutate()}>
          {t('common.user.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
