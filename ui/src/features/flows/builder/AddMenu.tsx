import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { stepTypes } from '../model/flow.model';
import { stepIcons } from './stepIcons';
import { type Adding, useFlowActions } from './useFlowEditing';

/** One menu for every "+": it opens where the plus sign is. */
export function AddMenu({ adding }: { adding: Adding | null }) {
  const { t } = useTranslation();
  const { add, stopAdding } = useFlowActions();
  return (
    <Menu
      key={adding === null ? 'closed' : `${adding.outlet.from}:${adding.outlet.slot}`}
      opened={adding !== null}
      onChange={(opened) => !opened && stopAdding()}
      position="bottom"
      width={220}
      trapFocus
      returnFocus
    >
      <Menu.Target>
        <span style={{ position: 'fixed', left: adding?.left ?? 0, top: adding?.top ?? 0 }} />
      </Menu.Target>
      <Menu.Dropdown>
        {adding !== null &&
          stepTypes.map((type) => {
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
