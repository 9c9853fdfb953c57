import { Button, Popover, Select, TextInput } from '@mantine/core';
import { IconUser } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useObservedSchema } from '@/api/lists';
import { names } from '../code/completion.model';
import { labelOf, valueWith } from './light.model';

/** Puts in what is known of the person who reads, with what to say when it is not. */
export function ValueMenu({ insert }: { insert: (piece: string) => void }) {
  const { t } = useTranslation();
  const schema = useObservedSchema().data;
  const [opened, setOpened] = useState(false);
  const [path, setPath] = useState<string | null>('person.first_name');
  const [fallback, setFallback] = useState('');
  const groups = (['trait', 'property'] as const).map((kind) => ({
    group: t(kind === 'trait' ? 'flows.email.traits' : 'flows.email.properties'),
    items: names(schema)
      .filter((name) => name.kind === kind)
      .map(({ label }) => ({ value: label, label: labelOf(`{{ ${label}`) })),
  }));
  const put = () => {
    if (path === null) return;
    insert(valueWith(path, fallback.trim()));
    setOpened(false);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={280} trapFocus shadow="md">
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconUser size={16} />}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          {t('templates.block.value')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            event.stopPropagation();
            put();
          }}
        >
          <Select
            label={t('templates.block.valueOf')}
            searchable
            data={groups}
            value={path}
            onChange={setPath}
            comboboxProps={{ withinPortal: false }}
          />
          <TextInput
            mt={8}
            label={t('templates.block.fallback')}
            description={t('templates.block.fallbackHelp')}
            value={fallback}
            onChange={(event) => setFallback(event.currentTarget.value)}
          />
          <Button type="submit" size="compact-md" mt={12} disabled={path === null}>
            {t('common.add')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
