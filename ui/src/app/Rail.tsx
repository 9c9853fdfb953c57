import { Menu } from '@mantine/core';
import { IconDots, IconHelpCircle, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PathLink } from '@/kit/PathLink';
import { useGo } from '@/kit/useGo';
import { type Place, places } from './places';
import css from './Shell.module.css';
import { UserMenu } from './UserMenu';
import { WorkspaceSwitch } from './WorkspaceSwitch';

export type Openers = { openPalette: () => void; openHelp: () => void; openPassword: () => void };

export function Rail({ openPalette, openHelp, openPassword }: Openers) {
  const { t } = useTranslation();
  return (
    <nav className={css.rail} aria-label={t('common.nav.label')}>
      <WorkspaceSwitch />
      <button type="button" className={css.item} onClick={openPalette}>
        <IconSearch size={18} stroke={1.6} aria-hidden />
        {t('common.palette.open')}
        <span className={css.keys}>{navigator.platform.startsWith('Mac') ? '⌘K' : 'Ctrl K'}</span>
      </button>
      <ul className={css.list}>
        {places.map((place) => (
          <li key={place.path}>
            <PlaceLink place={place} />
          </li>
        ))}
      </ul>
      <span className={css.spring} />
      <button type="button" className={css.item} onClick={openHelp}>
        <IconHelpCircle size={18} stroke={1.6} aria-hidden />
        {t('common.help.open')}
      </button>
      <UserMenu openPassword={openPassword} />
    </nav>
  );
}

function PlaceLink({ place }: { place: Place }) {
  const { t } = useTranslation();
  return (
    <PathLink path={place.path} className={css.item} activeOptions={{ exact: place.path === '', includeSearch: false }}>
      <place.icon size={18} stroke={1.6} aria-hidden />
      {t(place.label)}
    </PathLink>
  );
}

/** Four places and the rest behind "more": eight would not fit a thumb at 360 px. */
export function BottomBar() {
  const { t } = useTranslation();
  const go = useGo();
  return (
    <nav className={css.rail} aria-label={t('common.nav.label')}>
      <ul className={css.list}>
        {places.slice(0, 4).map((place) => (
          <li key={place.path}>
            <PlaceLink place={place} />
          </li>
        ))}
        <li>
          <Menu position="top-end" width={220}>
            <Menu.Target>
              <button type="button" className={css.item}>
                <IconDots size={18} stroke={1.6} aria-hidden />
                {t('common.nav.more')}
              </button>
            </Menu.Target>
            <Menu.Dropdown>
              {places.slice(4).map((place) => (
                <Menu.Item key={place.path} leftSection={<place.icon size={18} />} onClick={() => go(place.path)}>
                  {t(place.label)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </li>
      </ul>
    </nav>
  );
}
