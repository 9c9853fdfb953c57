import { Kbd, Modal, SimpleGrid, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const groups = [
  ['walk', ['arrows', 'tab', 'home']],
  ['card', ['enter', 'details', 'add', 'remove', 'comment']],
  ['move', ['alt', 'grab', 'drag']],
  ['select', ['shift', 'mod', 'marquee', 'all', 'escape']],
  ['clip', ['copy', 'cut', 'paste', 'duplicate']],
  ['map', ['undo', 'redo', 'resize', 'help']],
] as const;

/** Every key of the map; opened with "?". */
export function KeysHelp({ close }: { close: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={close} size="lg" title={t('mapwork.keys.title')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing={24}>
        {groups.map(([group, keys]) => (
          <section key={group}>
            <Text fw={600} size="sm" mb={4} component="h3">
              {t(`mapwork.keys.${group}.title`)}
            </Text>
            {keys.map((key) => (
              <Text key={key} size="sm" mb={4}>
                <Kbd>{t(`mapwork.keys.${group}.${key}.keys`)}</Kbd> {t(`mapwork.keys.${group}.${key}.does`)}
              </Text>
            ))}
          </section>
        ))}
      </SimpleGrid>
    </Modal>
  );
}
