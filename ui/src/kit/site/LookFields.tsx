import { ColorInput, Fieldset, SegmentedControl, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';

type Look = Schemas['SurveyLook'];

type Props = {
  value: Look;
  error?: string | undefined;
  /** Whether it stands in a corner. */
  corner?: boolean;
  onChange: (look: Look) => void;
};

/** Colours and corner of what the site shows. */
export function LookFields({ value, error, corner = true, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Fieldset legend={t('surveys.look')}>
      <Stack gap={12}>
        {(['accent', 'background', 'text'] as const).map((name) => (
          <ColorInput
            key={name}
            label={t(`surveys.field.${name === 'text' ? 'ink' : name}`)}
            format="hex"
            withEyeDropper={false}
            value={value[name]}
            onChange={(color) => onChange({ ...value, [name]: color })}
          />
        ))}
        {error && (
          <Text size="sm" c="red" role="alert">
            {error}
          </Text>
        )}
        {corner && (
          <SegmentedControl
            aria-label={t('surveys.field.corner')}
            value={value.corner ?? 'right'}
            data={(['left', 'right'] as const).map((side) => ({ value: side, label: t(`surveys.field.${side}`) }))}
            onChange={(chosen) => onChange({ ...value, corner: chosen as 'left' | 'right' })}
          />
        )}
      </Stack>
    </Fieldset>
  );
}
