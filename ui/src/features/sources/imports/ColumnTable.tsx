import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { type ColumnUse, type Mapping, type Use, usesOf, type ValueType, withUse } from './mapping.model';

const uses: readonly Use[] = ['ignored', 'property', 'trait'];
const types: readonly ValueType[] = ['text', 'number', 'boolean'];

type Props = { columns: Schemas['ImportColumn'][]; mapping: Mapping; change: (mapping: Mapping) => void };

/** Every column of the file with what stands in it and what becomes of it. */
export function ColumnTable({ columns, mapping, change }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const set = (next: ColumnUse) => change(withUse(mapping, next));
  return (
    <DataTable
      label={t('imports.columns')}
      rows={usesOf(mapping, columns)}
      rowKey={(row) => row.column.name}
      maxHeight={440}
      columns={[
        { key: 'column', header: t('imports.column'), cell: (row) => row.column.name },
        {
          key: 'type',
          header: t('imports.holds'),
          cell: (row) => `${t(`imports.types.${row.column.type}`)}, ${format.percent(row.column.filled)}`,
        },
        {
          key: 'samples',
          header: t('imports.samples'),
          cell: (row) => <code>{row.column.samples.slice(0, 3).join(' · ')}</code>,
        },
        {
          key: 'use',
          header: t('imports.use'),
          cell: (row) => (
            <Select
              size="xs"
              w={140}
              aria-label={t('imports.useOf', { column: row.column.name })}
              allowDeselect={false}
              data={uses.map((use) => ({ value: use, label: t(`imports.uses.${use}`) }))}
              value={row.use}
              onChange={(use) => use && set({ ...row, use: use as Use })}
            />
          ),
        },
        {
          key: 'name',
          header: t('imports.name'),
          cell: (row) =>
            row.use === 'ignored' ? null : (
              <TextInput
                size="xs"
                w={160}
                aria-label={t('imports.nameOf', { column: row.column.name })}
                value={row.name}
                onChange={(event) => set({ ...row, name: event.currentTarget.value })}
              />
            ),
        },
        {
          key: 'as',
          header: t('imports.as'),
          cell: (row) =>
            row.use === 'ignored' ? null : (
              <Select
                size="xs"
                w={120}
                aria-label={t('imports.typeOf', { column: row.column.name })}
                allowDeselect={false}
                data={types.map((type) => ({ value: type, label: t(`imports.types.${type}`) }))}
                value={row.type}
                onChange={(type) => type && set({ ...row, type: type as ValueType })}
              />
            ),
        },
      ]}
    />
  );
}
