import { NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '@/kit/FormDialog';
import { type Chosen, PersonSelect } from '@/kit/people/PersonSelect';
import { useAddPoints } from './usePoints';

/** Adds points to somebody by hand, or takes some. */
export function AddPoints({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const add = useAddPoints();
  const [person, setPerson] = useState<Chosen | null>(null);
  const [points, setPoints] = useState<string | number>('');
  const [reason, setReason] = useState('');
  const ready = person !== null && typeof points === 'number' && points !== 0 && reason.trim() !== '';
  return (
    <FormDialog
      title={t('loyalty.points.add')}
      action={t('loyalty.points.add')}
      busy={add.isPending}
      disabled={!ready}
      submit={() => {
        if (ready) add.mutate({ personId: person.id, points, reason: reason.trim() }, { onSuccess: close });
      }}
      close={close}
    >
      <PersonSelect label={t('loyalty.codes.person')} person={person} choose={setPerson} />
      <NumberInput
        label={t('loyalty.tab.pointsOnly')}
        description={t('loyalty.points.minus')}
        allowDecimal={false}
        min={-10_000_000}
        max={10_000_000}
        value={points}
        onChange={setPoints}
      />
      <TextInput
        label={t('loyalty.points.reason')}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
