import { Avatar, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Present } from './useTogether';

const most = 5;

/** Who else has this map open. */
export function PresentPeople({ present, client }: { present: readonly Present[]; client: string }) {
  const { t } = useTranslation();
  const others = present.filter((one) => one.client !== client);
  if (others.length === 0) return null;
  const rest = others.length - most;
  return (
    <Avatar.Group spacing={6} role="group" aria-label={t('mapwork.present.label', { count: others.length })}>
      {others.slice(0, most).map(({ client: window, name }) => (
        <Tooltip key={window} label={t('mapwork.present.here', { name })}>
          <Avatar size={30} name={name} color="initials" alt={name} data-testid="present" />
        </Tooltip>
      ))}
      {rest > 0 && <Avatar size={30}>+{rest}</Avatar>}
    </Avatar.Group>
  );
}
