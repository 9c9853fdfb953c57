import { Button, Checkbox, Group, Menu, Select, Stack, TextInput } from '@mantine/core';
import { IconArrowsSort, IconColumns, IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useObservedSchema, useStages } from '@/api/lists';
import { stageName } from '@/kit/stageName';
import { type FixedColumn, fixedColumns, type ListChoice, type Sort, sorts } from './list.model';

type Props = { choice: ListChoice; change: (choice: ListChoice) => void; link: string };

/** Stage, trait, order, columns and the file. */
export function ListControls({ choice, change, link }: Props) {
  const { t } = useTranslation();
  const stages = useStages();
  return (
    <Group gap={8} mb={16}>
      <Select
        aria-label={t('identity.list.stage')}
        placeholder={t('identity.list.stage')}
        w={{ base: '100%', xs: 160 }}
        clearable
        clearButtonProps={{ 'aria-label': t('common.filter.everyone') }}
        data={(stages.data?.stages ?? []).map((stage) => ({ value: stage.id, label: stageName(stage, t) }))}
        value={choice.stage}
        onChange={(stage) => change({ ...choice, stage })}
      />
      <TextInput
        aria-label={t('identity.list.trait')}
        placeholder={t('identity.list.trait')}
        w={{ base: '100%', xs: 220 }}
        value={choice.trait}
        onChange={(event) => change({ ...choice, trait: event.currentTarget.value })}
      />
      <Checkbox
        label={t('identity.list.usable')}
        checked={choice.usable}
        onChange={(event) => change({ ...choice, usable: event.currentTarget.checked })}
      />
      <Order choice={choice} change={change} />
      <Columns choice={choice} change={change} />
      <Button component="a" variant="default" href={link} leftSection={<IconDownload size={16} stroke={1.6} />}>
        {t('identity.list.csv')}
      </Button>
    </Group>
  );
}

function Order({ choice, change }: Omit<Props, 'link'>) {
  const { t } = useTranslation();
  return (
    <Menu closeOnItemClick={false}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconArrowsSort size={16} stroke={1.6} />}>
          {t(`identity.list.sorts.${choice.sort}`)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('identity.list.sort')}</Menu.Label>
        {sorts.map((sort: Sort) => (
          <Menu.Item key={sort} onClick={() => change({ ...choice, sort })}>
            {t(`identity.list.sorts.${sort}`)}
            {sort === choice.sort && ' ✓'}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => change({ ...choice, ascending: !choice.ascending })}>
          {t('identity.list.ascending')}
          {choice.ascending && ' ✓'}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

const mostTraits = 3;

function Columns({ choice, change }: Omit<Props, 'link'>) {
  const { t } = useTranslation();
  const schema = useObservedSchema();
  const toggle = <T extends string>(list: readonly T[], one: T) =>
    list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
  const traits = schema.data?.traits?.map((trait) => trait.name) ?? [];
  return (
    <Menu closeOnItemClick={false}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconColumns size={16} stroke={1.6} />}>
          {t('identity.list.columns')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        <Stack gap={8} p={8}>
          {fixedColumns.map((column: FixedColumn) => (
            <Checkbox
              key={column}
              label={t(`people.column.${column}`)}
              checked={choice.columns.includes(column)}
              onChange={() =>
                change({
                  ...choice,
                  columns: fixedColumns.filter((one) => toggle(choice.columns, column).includes(one)),
                })
              }
            />
          ))}
          {traits.length > 0 && <Menu.Label>{t('identity.traits')}</Menu.Label>}
          {traits.map((trait) => (
            <Checkbox
              key={trait}
              label={trait}
              checked={choice.traits.includes(trait)}
              disabled={choice.traits.length >= mostTraits && !choice.traits.includes(trait)}
              onChange={() => change({ ...choice, traits: toggle(choice.traits, trait) })}
            />
          ))}
        </Stack>
      </Menu.Dropdown>
    </Menu>
  );
}
