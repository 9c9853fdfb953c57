import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Whether something works now, as a badge. */
export function OnOff({ on }: { on: boolean }) {
  const { t } = useTranslation();
  return (
    <Badge variant="light" tt="none" fw={500} color={on ? 'accent' : 'gray'}>
      {t(on ? 'surveys.state.on' : 'surveys.state.off')}
    </Badge>
  );
}
