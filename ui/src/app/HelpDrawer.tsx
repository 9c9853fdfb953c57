import { Drawer, Kbd, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { countedTopics } from '@/kit/countedTopics';
import { usePageWords } from '@/kit/usePageWords';

const shortcuts = [
  ['Ctrl/⌘ K', 'common.help.keys.palette'],
  ['?', 'common.help.keys.help'],
  ['Tab', 'common.help.keys.tab'],
  ['Esc', 'common.help.keys.escape'],
] as const;

export function HelpDrawer({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useTranslation();
  const ready = usePageWords(opened);
  return (
    <Drawer opened={opened} onClose={close} position="right" title={t('common.help.title')}>
      <Stack gap={12}>
        <Title order={3}>{t('common.help.shortcuts')}</Title>
        {shortcuts.map(([keys, label]) => (
          <Text key={keys} size="sm">
            <Kbd>{keys}</Kbd> {t(label)}
          </Text>
        ))}
        <Title order={3} mt={16}>
          {t('common.help.figures')}
        </Title>
        {countedTopics.map((topic) => (
          <div key={topic}>
            <Text size="sm" fw={600}>
              {t(`common.figure.${topic}`)}
            </Text>
            <Text size="sm">{ready && t(`counted.${topic}`)}</Text>
          </div>
        ))}
      </Stack>
    </Drawer>
  );
}
