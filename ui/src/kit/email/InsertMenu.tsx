import { Button, Menu } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useObservedSchema } from '@/api/lists';
import { unsubscribeLink, variable } from './variables.model';

const usual = ['email', 'first_name', 'last_name'];

type Props = { insert: (piece: string) => void /** Whether links of e-mail are offered. */; links?: boolean };

export function InsertMenu({ insert, links = true }: Props) {
  const { t } = useTranslation();
  const schema = useObservedSchema().data;
  const traits = [...new Set([...usual, ...(schema?.traits.map(({ name }) => name) ?? [])])].slice(0, 40);
  const properties = [...new Set(schema?.events.flatMap((event) => event.properties.map(({ name }) => name)) ?? [])];
  const item = (root: string, name: string) => (
    <Menu.Item key={`${root}.${name}`} onClick={() => insert(variable(root, name))}>
      {name}
    </Menu.Item>
  );
  return (
    <Menu position="bottom-start" width={260}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconBraces size={16} />} style={{ alignSelf: 'flex-start' }}>
          {t('flows.email.insert')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        <Menu.Label>{t('flows.email.traits')}</Menu.Label>
        {traits.map((name) => item('person', name))}
        {properties.length > 0 && <Menu.Label>{t('flows.email.properties')}</Menu.Label>}
        {properties.slice(0, 40).map((name) => item('event', name))}
        {links && (
          <>
            <Menu.Label>{t('flows.email.links')}</Menu.Label>
            <Menu.Item onClick={() => insert(`${unsubscribeLink}${t('flows.email.unsubscribe')}</a>`)}>
              {t('flows.email.unsubscribe')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
