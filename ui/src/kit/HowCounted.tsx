import { ActionIcon, Popover, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageWords } from './usePageWords';

/** The exact definition of a figure, one click away. `topic` is a key under `counted.`. */
export function HowCounted({ topic }: { topic: string }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const ready = usePageWords(opened);
  return (
    <Popover
      width={320}
      position="bottom-start"
      withArrow
      shadow="md"
      trapFocus
      returnFocus
      opened={opened}
      onChange={setOpened}
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={t('common.howCounted')}
          className="no-print"
          onClick={() => setOpened(!opened)}
        >
          <IconInfoCircle size={16} stroke={1.6} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Text fw={600} size="sm" mb={4}>
          {t('common.howCounted')}
        </Text>
        <Text size="sm">{ready && t(`counted.${topic}`)}</Text>
      </Popover.Dropdown>
    </Popover>
  );
}
