import { ActionIcon, Button, Group } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { useMay } from '@/kit/may';
import { Section } from '@/kit/Page';
import css from './Profile.module.css';
import { propertyRows } from './story.model';
import { TraitDialog } from './TraitDialog';
import { TraitHistory } from './TraitHistory';

/** What is known about the person, to be changed by hand, and how it came about. */
export function Traits({ person }: { person: Schemas['PersonDetail'] }) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<string | null>(null);
  const [history, setHistory] = useState(false);
  const may = useMay('edit');
  return (
    <Section
      title={t('identity.traits')}
      actions={
        <Group gap={8}>
          <Button size="compact-sm" variant="subtle" onClick={() => setHistory(true)}>
            {t('identity.history')}
          </Button>
          {may && (
            <Button size="compact-sm" variant="default" onClick={() => setEditing('')}>
              {t('identity.add')}
            </Button>
          )}
        </Group>
      }
    >
      <dl className={css.rows}>
        {propertyRows(person.traits).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={css.trait}>
              <span>{value}</span>
              {may && (
                <ActionIcon
                  size="sm"
                  variant="subtle"
                  color="gray"
                  aria-label={t('identity.edit', { name })}
                  onClick={() => setEditing(name)}
                >
                  <IconPencil size={14} stroke={1.6} />
                </ActionIcon>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {editing !== null && <TraitDialog person={person} trait={editing} close={() => setEditing(null)} />}
      {history && <TraitHistory person={person.id} close={() => setHistory(false)} />}
    </Section>
  );
}
