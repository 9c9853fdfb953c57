import { Autocomplete, Group, TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { type Operator, scalar, valueShape } from './condition.model';

type Valued = { value?: Schemas['Scalar']; values?: Schemas['Scalar'][] };
type Props = { operator: Operator; row: Valued; suggestions: readonly string[]; onChange: (change: Valued) => void };

const text = (value: Schemas['Scalar'] | undefined) => (value === undefined ? '' : String(value));

/** One, two, many or no value, as the operator needs. */
export function ValueInput({ operator, row, suggestions, onChange }: Props) {
  const { t } = useTranslation();
  const data = [...suggestions];
  switch (valueShape(operator)) {
    case 'none':
      return null;
    case 'one':
      return (
        <Autocomplete
          aria-label={t('condition.value')}
          placeholder={t('condition.value')}
          w={160}
          data={data}
          value={text(row.value)}
          onChange={(value) => onChange({ value: scalar(value) })}
        />
      );
    case 'two':
      return (
        <Group gap={4} wrap="nowrap">
          {[0, 1].map((place) => (
            <Autocomplete
              key={place}
              aria-label={t(place === 0 ? 'condition.lowest' : 'condition.highest')}
              w={96}
              value={text(row.values?.[place])}
              onChange={(value) => {
                const values = [row.values?.[0] ?? '', row.values?.[1] ?? ''];
                values[place] = scalar(value);
                onChange({ values });
              }}
            />
          ))}
        </Group>
      );
    case 'many':
      return (
        <TagsInput
          aria-label={t('condition.values')}
          placeholder={t('condition.values')}
          w={240}
          data={data}
          value={(row.values ?? []).map(text)}
          onChange={(values) => onChange({ values: values.map(scalar) })}
        />
      );
  }
}
