import { Menu } from '@mantine/core';
import { IconClipboard, IconRoute } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { copiedBefore } from '../model/clipboard.model';
import { groupNames, type Outlet, stepGroups } from '../model/flow.model';
import { stepIcons } from './stepIcons';
import { type Adding, useFlowActions, wayId } from './useFlowEditing';

/** The menu is long: it stays in the window wherever the plus sign is. */
const inSight = { flip: true, shift: { crossAxis: true, padding: 8 } };

/** One menu for every "+": it opens where the plus sign is. */
export function AddMenu({ adding }: { adding: Adding | null }) {
  const { t } = useTranslation();
  const { add, stopAdding, paste, select } = useFlowActions();
  if (adding === null) return null;
  const copied = copiedBefore();
  const choose = (outlet: Outlet) => {
    stopAdding();
    select(wayId(outlet));
  };
  return (
    <Menu
      opened
      onChange={(opened) => !opened && stopAdding()}
      position="bottom"
      middlewares={inSight}
      width={240}
      trapFocus
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label={t('common.add')}
          style={{ position: 'fixed', left: adding.left, top: adding.top, width: 0, height: 0, padding: 0, border: 0 }}
        />
      </Menu.Target>
      <Menu.Dropdown mah="min(480px, calc(100dvh - 16px))" style={{ overflowY: 'auto' }}>
        <Menu.Item leftSection={<IconRoute size={16} />} onClick={() => choose(adding.outlet)}>
          {t('flows.way.choose')}
        </Menu.Item>
        {copied.length > 0 && (
          <Menu.Item leftSection={<IconClipboard size={16} />} onClick={() => paste(adding.outlet, copied)}>
            {t('flows.copy.paste', { count: copied.length })}
          </Menu.Item>
        )}
        {groupNames.map((group) => (
          <Fragment key={group}>
            <Menu.Label>{t(`flows.group.${group}`)}</Menu.Label>
            {stepGroups[group].map((type) => {
              const Icon = stepIcons[type];
              return (
                <Menu.Item key={type} leftSection={<Icon size={16} />} onClick={() => add(adding.outlet, type)}>
                  {t(`flows.type.${type}`)}
                </Menu.Item>
              );
            })}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
