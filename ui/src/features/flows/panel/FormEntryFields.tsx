import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useForms } from '@/api/lists';
import type { FlowEntry } from '../model/flow.model';

type Props = {
  entry: FlowEntry;
  set: (change: { [K in keyof FlowEntry]?: FlowEntry[K] | undefined }, field: string) => void;
};

/** People who come in by a form. */
export function FormEntryFields({ entry, set }: Props) {
  const { t } = useTranslation();
  const forms = useForms().data ?? [];
  const moment = entry.moment ?? 'confirmed';
  return (
    <>
      <Select
        label={t('flows.entry.formLabel')}
        searchable
        data={forms.map(({ id, name }) => ({ value: id, label: name }))}
        value={entry.form ?? null}
        onChange={(form) => set({ form: form ?? undefined }, 'form')}
      />
      <Select
        label={t('flows.entry.moment')}
        description={moment === 'submitted' ? t('flows.entry.momentHelp') : undefined}
        allowDeselect={false}
        data={(['confirmed', 'submitted'] as const).map((value) => ({ value, label: t(`flows.entry.${value}`) }))}
        value={moment}
        onChange={(value) => set({ moment: value as FlowEntry['moment'] }, 'moment')}
      />
    </>
  );
}
