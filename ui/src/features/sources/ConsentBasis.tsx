import { Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';

export type Basis = Schemas['ConsentBasis'];
const bases: readonly Basis[] = ['ledger', 'elsewhere'];

/** On what the consent of a source's events rests. */
export function ConsentBasis({ value, change }: { value: Basis; change: (basis: Basis) => void }) {
  const { t } = useTranslation();
  return (
    <Radio.Group label={t('consent.basis.label')} value={value} onChange={(next) => change(next as Basis)}>
      <Stack gap={8} mt={8}>
        {bases.map((basis) => (
          <Radio
            key={basis}
            value={basis}
            label={t(`consent.basis.${basis}`)}
            description={t(`consent.basis.${basis}Text`)}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
