import { ActionIcon, Button, FileInput, Group, Modal, NumberInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/api/problem';
import { DataTable } from '@/kit/DataTable';
import { DayInputs, type Days } from '@/kit/DayInputs';
import { useFormat } from '@/kit/format';
import { done, failed } from '@/kit/notices';
import { ErrorState, LoadingState } from '@/kit/states';
import css from './Spend.module.css';
import { useSpend } from './useSpend';

const example = 'label,from,to,amount\npaid search,2026-03-01,2026-03-31,1250.50';

/** What channels cost: line by line, or as a file. */
export function SpendDialog({ property, close }: { property: string; close: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={close} size="xl" title={t('attribution.spend.open')}>
      <Stack gap={20}>
        <Text size="sm">{t('attribution.spend.about', { property })}</Text>
        <SpendFile property={property} />
        <SpendForm property={property} />
        <SpendLines />
      </Stack>
    </Modal>
  );
}

function SpendFile({ property }: { property: string }) {
  const { t } = useTranslation();
  const { upload } = useSpend();
  const [file, setFile] = useState<File | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (file === null) return;
    upload.mutate(
      { file, property },
      {
        onSuccess: ({ lines }) => {
          done(t('attribution.spend.uploaded', { count: lines }));
          setFile(null);
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack gap={8}>
        <Group gap={8} align="flex-end">
          <FileInput
            label={t('attribution.spend.file')}
            placeholder={t('attribution.spend.choose')}
            description={t('attribution.spend.fileText')}
            accept=".csv,text/csv"
            style={{ flex: '1 1 260px' }}
            clearable
            value={file}
            onChange={(chosen) => {
              upload.reset();
              setFile(chosen);
            }}
          />
          <Button type="submit" variant="default" disabled={file === null} loading={upload.isPending}>
            {t('attribution.spend.upload')}
          </Button>
        </Group>
        <pre className={css.example}>{example}</pre>
        {upload.isError && <WrongLines error={upload.error} />}
      </Stack>
    </form>
  );
}

/** Which lines of the file are wrong, and what would be right; nothing of it was kept. */
function WrongLines({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const { fields } = asProblem(error);
  if (fields.length === 0) return <ErrorState error={error} />;
  return (
    <div className={css.wrong} role="alert">
      <Text size="sm" fw={600}>
        {t('attribution.spend.wrong')}
      </Text>
      <ul>
        {fields.map(({ field, message }) => (
          <li key={field}>{message}</li>
        ))}
      </ul>
    </div>
  );
}

function SpendForm({ property }: { property: string }) {
  const { t } = useTranslation();
  const { add } = useSpend();
  const [label, setLabel] = useState('');
  const [days, setDays] = useState<Days>({ from: '', to: '' });
  const [amount, setAmount] = useState<number | string>('');
  const ready = label.trim() !== '' && days.from !== '' && days.to !== '' && typeof amount === 'number';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    add.mutate(
      { property, label, ...days, amount: Number(amount) },
      {
        onSuccess: () => {
          done(t('common.saved'));
          setAmount('');
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Title order={3} size="h4" mb={8}>
        {t('attribution.spend.add')}
      </Title>
      <Group gap={8} align="flex-end">
        <TextInput
          label={t('attribution.label')}
          style={{ flex: '1 1 160px' }}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <DayInputs
          value={days}
          labels={{ from: t('attribution.spend.from'), to: t('attribution.spend.to') }}
          onChange={setDays}
        />
        <NumberInput
          label={t('attribution.spend.amount')}
          w={120}
          min={0}
          decimalScale={4}
          hideControls
          value={amount}
          onChange={setAmount}
        />
        <Button type="submit" variant="default" disabled={!ready} loading={add.isPending}>
          {t('common.add')}
        </Button>
      </Group>
      {add.isError && <ErrorState error={add.error} />}
    </form>
  );
}

function SpendLines() {
  const { t } = useTranslation();
  const format = useFormat();
  const { lines, remove } = useSpend();
  if (lines.isPending) return <LoadingState rows={3} />;
  if (lines.isError) return <ErrorState error={lines.error} retry={() => lines.refetch()} />;
  if (lines.data.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('attribution.spend.none')}
      </Text>
    );
  }
  return (
    <DataTable
      label={t('attribution.spend.title')}
      rows={lines.data}
      rowKey={(line) => line.id}
      maxHeight={280}
      columns={[
        { key: 'label', header: t('attribution.label'), cell: (line) => line.label },
        { key: 'property', header: t('attribution.by'), cell: (line) => line.property ?? 'channel' },
        {
          key: 'days',
          header: t('attribution.spend.days'),
          cell: (line) => `${format.calendarDay(line.from)} – ${format.calendarDay(line.to)}`,
        },
        {
          key: 'amount',
          header: t('attribution.spend.amount'),
          figure: true,
          cell: (line) => format.money(line.amount),
        },
        {
          key: 'delete',
          header: '',
          figure: true,
          cell: (line) => (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('attribution.spend.delete', { label: line.label, from: format.calendarDay(line.from) })}
              onClick={() => remove.mutate(line.id, { onError: failed })}
            >
              <IconTrash size={16} stroke={1.6} />
            </ActionIcon>
          ),
        },
      ]}
    />
  );
}
