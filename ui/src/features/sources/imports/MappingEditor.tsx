import { Alert, MultiSelect, SegmentedControl, Select, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { Section } from '@/kit/Page';
import { useWorkspace } from '@/kit/workspace';
import { ColumnTable } from './ColumnTable';
import { MappingText } from './MappingText';
import { fileColumn, lineColumn, type Mapping, withPerson, withText, withTime } from './mapping.model';

type Props = { columns: Schemas['ImportColumn'][]; mapping: Mapping; change: (mapping: Mapping) => void };

/** Which column is what. */
export function MappingEditor({ columns, mapping, change }: Props) {
  const { t } = useTranslation();
  const names = columns.map((column) => column.name);
  return (
    <Section title={t('imports.mapping')} actions={<MappingText mapping={mapping} change={change} />}>
      <Stack gap={16}>
        <SegmentedControl
          aria-label={t('imports.what')}
          value={mapping.kind === 'identify' ? 'identify' : 'track'}
          onChange={(kind) => change({ ...mapping, kind: kind as 'track' | 'identify' })}
          data={[
            { value: 'track', label: t('imports.events') },
            { value: 'identify', label: t('imports.people') },
          ]}
        />
        <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }} spacing={16}>
          <Who names={names} mapping={mapping} change={change} />
          <When columns={columns} mapping={mapping} change={change} />
          {mapping.kind !== 'identify' && <What names={names} mapping={mapping} change={change} />}
          <MultiSelect
            label={t('imports.id')}
            description={t('imports.idText')}
            data={[
              ...names,
              { value: fileColumn, label: t('imports.fileColumn') },
              { value: lineColumn, label: t('imports.lineColumn') },
            ]}
            value={mapping.id}
            onChange={(id) => change({ ...mapping, id })}
          />
          <Select
            label={t('imports.decimal')}
            description={t('imports.decimalText')}
            allowDeselect={false}
            data={[
              { value: '.', label: '1,234.50' },
              { value: ',', label: '1.234,50' },
            ]}
            value={mapping.decimal ?? '.'}
            onChange={(sign) => change(withText(mapping, 'decimal', sign === ',' ? sign : null))}
          />
        </SimpleGrid>
        <ColumnTable columns={columns} mapping={mapping} change={change} />
      </Stack>
    </Section>
  );
}

type PartProps = { names: string[]; mapping: Mapping; change: (mapping: Mapping) => void };

function Who({ names, mapping, change }: PartProps) {
  const { t } = useTranslation();
  return (
    <>
      <Select
        label={t('imports.user')}
        description={t('imports.userText')}
        data={names}
        searchable
        clearable
        value={mapping.user?.column ?? null}
        onChange={(column) => change(withPerson(mapping, 'user', column))}
      />
      {mapping.user && (
        <Switch
          label={t('imports.lowerCase')}
          description={t('imports.lowerCaseText')}
          checked={mapping.user.lowerCase ?? false}
          onChange={(event) =>
            mapping.user && change({ ...mapping, user: { ...mapping.user, lowerCase: event.currentTarget.checked } })
          }
        />
      )}
      <Select
        label={t('imports.guest')}
        description={t('imports.guestText')}
        data={names}
        searchable
        clearable
        value={mapping.guest?.column ?? null}
        onChange={(column) => change(withPerson(mapping, 'guest', column))}
      />
    </>
  );
}

function When({ columns, mapping, change }: Props) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const chosen = columns.find((column) => column.name === mapping.time.column);
  return (
    <>
      <Stack gap={8}>
        <Select
          label={t('imports.time')}
          description={t('imports.timeText')}
          data={columns.map((column) => column.name)}
          searchable
          value={mapping.time.column ?? null}
          onChange={(name) =>
            change(
              withTime(
                mapping,
                columns.find((column) => column.name === name),
                workspace.timeZone,
              ),
            )
          }
        />
        {chosen?.ambiguous && (
          <Alert color="warm" variant="light">
            {t('imports.ambiguous', { sample: chosen.samples[0] ?? '' })}
          </Alert>
        )}
      </Stack>
      <TextInput
        label={t('imports.format')}
        description={t('imports.formatText')}
        placeholder="ISO 8601"
        value={mapping.time.format ?? ''}
        onChange={(event) => {
          const { format: _, ...time } = mapping.time;
          const format = event.currentTarget.value;
          change({ ...mapping, time: format === '' ? time : { ...time, format } });
        }}
      />
      <TextInput
        label={t('imports.zone')}
        description={t('imports.zoneText')}
        placeholder="UTC"
        value={mapping.time.zone ?? ''}
        onChange={(event) => {
          const { zone: _, ...time } = mapping.time;
          const zone = event.currentTarget.value;
          change({ ...mapping, time: zone === '' ? time : { ...time, zone } });
        }}
      />
    </>
  );
}

function What({ names, mapping, change }: PartProps) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t('imports.event')}
        description={t('imports.eventText')}
        placeholder="Order Completed"
        value={mapping.event ?? ''}
        onChange={(event) => change(withText(mapping, 'event', event.currentTarget.value))}
      />
      <Select
        label={t('imports.eventColumn')}
        description={t('imports.eventColumnText')}
        data={names}
        searchable
        clearable
        value={mapping.eventColumn ?? null}
        onChange={(column) => change(withText(mapping, 'eventColumn', column))}
      />
    </>
  );
}
