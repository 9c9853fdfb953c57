import { ActionIcon, Button, Group } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/kit/may';
import { Section } from '@/kit/Page';
import css from './Profile.module.css';
import { propertyRows } from './story.model';
import { TraitDialog } from './TraitDialog';

type Props = {
  traits: Record<string, unknown>;
  /** Sets a trait, or removes it. */
  write: (name: string, value: string | number | boolean | null) => Promise<unknown>;
  /** Shows how they came about; absent where nothing is known of it. */
  history?: (() => void) | undefined;
  /** What else is said of the same one, above the traits. */
  above?: ReactNode;
};

/** The traits of a person or a company; who may edit changes each by hand. */
export function TraitList({ traits, write, history, above }: Props) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<string | null>(null);
  const may = useMay('edit');
  return (
    <Section
      title={t('identity.traits')}
      actions={
        <Group gap={8}>
          {history && (
            <Button size="compact-sm" variant="subtle" onClick={history}>
              {t('identity.history')}
            </Button>
          )}
          {may && (
            <Button size="compact-sm" variant="default" onClick={() => setEditing('')}>
              {t('identity.add')}
            </Button>
          )}
        </Group>
      }
    >
      <dl className={css.rows}>
        {above}
        {propertyRows(traits).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={css.trait}>
              <span>{value}</span>
              {may && <Pencil name={name} edit={() => setEditing(name)} />}
            </dd>
          </div>
        ))}
      </dl>
      {editing !== null && <TraitDialog traits={traits} trait={editing} write={write} close={() => setEditing(null)} />}
    </Section>
  );
}

/** Opens what changes one line. */
export function Pencil({ name, edit }: { name: string; edit: () => void }) {
  const { t } = useTranslation();
  return (
    <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t('identity.edit', { name })} onClick={edit}>
      <IconPencil size={14} stroke={1.6} />
    </ActionIcon>
  );
}
