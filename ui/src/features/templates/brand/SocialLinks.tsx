import { ActionIcon, Button, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import css from '../Templates.module.css';
import type { Brand } from './useBrand';

type Links = Brand['social'];
const networks = ['facebook', 'instagram', 'linkedin', 'youtube', 'tiktok', 'x', 'whatsapp', 'web'] as const;
const labels: Readonly<Record<(typeof networks)[number], string>> = {
  facebook: 'Facebook',
  instagram: 'Instagram',
  linkedin: 'LinkedIn',
  youtube: 'YouTube',
  tiktok: 'TikTok',
  x: 'X',
  whatsapp: 'WhatsApp',
  web: 'Web',
};

/** Where else the sender is found. */
export function SocialLinks({ links, onChange }: { links: Links; onChange: (links: Links) => void }) {
  const { t } = useTranslation();
  const set = (place: number, change: Partial<Links[number]>) =>
    onChange(links.map((link, other) => (other === place ? { ...link, ...change } : link)));
  return (
    <Stack gap={12}>
      {links.map((link, place) => (
        <div key={place} className={css.bar} style={{ flexWrap: 'nowrap' }}>
          <Select
            aria-label={t('templates.brand.network')}
            w={130}
            style={{ flex: 'none' }}
            allowDeselect={false}
            data={networks.map((value) => ({ value, label: labels[value] }))}
            value={link.network}
            onChange={(network) => network && set(place, { network: network as Links[number]['network'] })}
          />
          <TextInput
            aria-label={t('templates.brand.url')}
            placeholder="https://"
            style={{ flex: 1 }}
            value={link.url}
            onChange={(event) => set(place, { url: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('common.remove')}
            onClick={() => onChange(links.filter((_, other) => other !== place))}
          >
            <IconTrash size={16} stroke={1.6} />
          </ActionIcon>
        </div>
      ))}
      {links.length < 10 && (
        <div>
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<IconPlus size={16} />}
            onClick={() => onChange([...links, { network: 'instagram', url: 'https://' }])}
          >
            {t('templates.brand.addLink')}
          </Button>
        </div>
      )}
    </Stack>
  );
}
