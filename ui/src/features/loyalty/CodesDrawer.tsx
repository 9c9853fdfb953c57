import { Button, Drawer, FileButton, Group, Pagination, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDownload, IconTicket, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyText } from '@/kit/CopyText';
import { DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { PathLink } from '@/kit/PathLink';
import { type Chosen, PersonSelect } from '@/kit/people/PersonSelect';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { type CouponCode, type CouponPool, type CouponState, codesFile, flowOf } from './coupon.model';
import { codesPerPage, useCodes, useGiveCode, useUpload } from './useCoupons';

type Props = { pool: CouponPool; close: () => void };
const states = ['issued', 'redeemed', 'expired', 'free'] as const;

/** The codes of coupons: who has which, and what became of it. */
export function CodesDrawer({ pool, close }: Props) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const may = useMay('edit');
  const [state, setState] = useState<CouponState | null>(null);
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, 250);
  const [page, setPage] = useState(0);
  const filter = { state, search };
  const codes = useCodes(pool.id, filter, page);
  const uploaded = pool.content.pattern === undefined;
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size={920}
      title={t('loyalty.codes.title', { name: pool.content.name })}
    >
      <Stack gap={16}>
        {may && <Give pool={pool} />}
        {may && uploaded && <Upload pool={pool} />}
        <Group gap={8} align="flex-end">
          <TextInput
            label={t('loyalty.codes.search')}
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              setPage(0);
            }}
          />
          <Select
            label={t('loyalty.codes.state')}
            clearable
            placeholder={t('loyalty.codes.all')}
            data={states
              .filter((one) => uploaded || one !== 'free')
              .map((one) => ({ value: one, label: t(`loyalty.state.${one}`) }))}
            value={state}
            onChange={(chosen) => {
              setState(chosen as CouponState | null);
              setPage(0);
            }}
          />
          <Button
            component="a"
            variant="default"
            href={codesFile(workspace, pool.id, filter)}
            download
            leftSection={<IconDownload size={16} />}
          >
            {t('loyalty.codes.csv')}
          </Button>
        </Group>
        <QueryView
          query={codes}
          isEmpty={({ total }) => total === 0}
          empty={
            <EmptyState
              icon={<IconTicket size={20} aria-hidden />}
              title={t('loyalty.codes.none.title')}
              text={t(uploaded ? 'loyalty.codes.none.uploaded' : 'loyalty.codes.none.made')}
            />
          }
        >
          {({ codes: list, total }) => (
            <>
              <Codes codes={list} />
              {total > codesPerPage && (
                <Pagination
                  total={Math.ceil(total / codesPerPage)}
                  value={page + 1}
                  onChange={(chosen) => setPage(chosen - 1)}
                />
              )}
            </>
          )}
        </QueryView>
      </Stack>
    </Drawer>
  );
}

function Codes({ codes }: { codes: CouponCode[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <DataTable
      label={t('loyalty.coupons.codes')}
      rows={codes}
      rowKey={({ code }) => code}
      columns={[
        {
          key: 'code',
          header: t('loyalty.codes.code'),
          cell: ({ code }) => (
            <Group gap={4} wrap="nowrap">
              <Text size="sm" ff="monospace" style={{ whiteSpace: 'nowrap' }}>
                {code}
              </Text>
              <CopyText text={code} />
            </Group>
          ),
        },
        { key: 'state', header: t('loyalty.codes.state'), cell: ({ state }) => t(`loyalty.state.${state}`) },
        {
          key: 'person',
          header: t('loyalty.codes.person'),
          cell: ({ personId, person }) =>
            personId ? <PathLink path={`people/${personId}`}>{person ?? personId}</PathLink> : '',
        },
        {
          key: 'issued',
          header: t('loyalty.codes.issued'),
          cell: ({ issuedAt, issuedBy }) => {
            const flow = flowOf(issuedBy);
            if (!issuedAt) return '';
            return flow ? (
              <PathLink path={`flows/${flow}`}>{format.day(issuedAt)}</PathLink>
            ) : (
              `${format.day(issuedAt)} ${issuedBy ?? ''}`
            );
          },
        },
        {
          key: 'expires',
          header: t('loyalty.codes.expires'),
          cell: ({ expires }) => (expires ? format.calendarDay(expires) : ''),
        },
        {
          key: 'redeemed',
          header: t('loyalty.codes.redeemed'),
          cell: ({ redeemedAt, order }) =>
            redeemedAt ? [format.day(redeemedAt), order].filter(Boolean).join(' · ') : '',
        },
      ]}
    />
  );
}

function Give({ pool }: { pool: CouponPool }) {
  const { t } = useTranslation();
  const give = useGiveCode(pool.id);
  const [person, setPerson] = useState<Chosen | null>(null);
  return (
    <Group gap={8} align="flex-end">
      <PersonSelect label={t('loyalty.codes.giveTo')} width={260} person={person} choose={setPerson} />
      <Button
        disabled={person === null}
        loading={give.isPending}
        onClick={() => person && give.mutate(person.id, { onSuccess: () => setPerson(null) })}
      >
        {t('loyalty.codes.give')}
      </Button>
    </Group>
  );
}

function Upload({ pool }: { pool: CouponPool }) {
  const { t } = useTranslation();
  const upload = useUpload(pool.id);
  const [text, setText] = useState('');
  return (
    <Stack gap={8}>
      <Textarea
        label={t('loyalty.codes.upload')}
        description={t('loyalty.codes.uploadHelp')}
        autosize
        minRows={2}
        maxRows={8}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group gap={8}>
        <Button
          variant="default"
          disabled={text.trim() === ''}
          loading={upload.isPending}
          onClick={() => upload.mutate(text, { onSuccess: () => setText('') })}
        >
          {t('loyalty.codes.add')}
        </Button>
        <FileButton accept=".csv,.txt,text/csv,text/plain" onChange={(file) => file && upload.mutate(file)}>
          {(props) => (
            <Button variant="default" leftSection={<IconUpload size={16} />} loading={upload.isPending} {...props}>
              {t('loyalty.codes.file')}
            </Button>
          )}
        </FileButton>
      </Group>
    </Stack>
  );
}
