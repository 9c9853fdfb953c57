import { Button, Group, Modal, NumberInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
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
    <Modal
      opened
      onClose={close}
      title={t('loyalty.points.add')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) add.mutate({ personId: person.id, points, reason: reason.trim() }, { onSuccess: close });
        }}
      >
        <Stack gap={16}>
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
          <Group justify="flex-end">
            <Button type="submit" loading={add.isPending} disabled={!ready}>
              {t('loyalty.points.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
