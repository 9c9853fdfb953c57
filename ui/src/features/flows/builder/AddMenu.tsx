import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { stepTypes } from '../model/flow.model';
import { stepIcons } from './stepIcons';
import { type Adding, useFlowActions } from './useFlowEditing';

/** One menu for every "+": it opens where the plus sign is. */
export function AddMenu({ adding }: { adding: Adding | null }) {
  const { t } = useTranslation();
  const { add, stopAdding } = useFlowActions();
  if (adding === null) return null;
  return (
    <Menu opened onChange={(opened) => !opened && stopAdding()} position="bottom" width={220} trapFocus>
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label={t('common.add')}
          style={{ position: 'fixed', left: adding.left, top: adding.top, width: 0, height: 0, padding: 0, border: 0 }}
        />
      </Menu.Target>
      <Menu.Dropdown>
        {stepTypes.map((type) => {
          const Icon = stepIcons[type];
          return (
            <Menu.Item key={type} leftSection={<Icon size={16} />} onClick={() => add(adding.outlet, type)}>
              {t(`flows.type.${type}`)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
