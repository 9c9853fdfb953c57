import { Badge, Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mapsQuery } from '@/api/lists';
import { useFormat } from '@/kit/format';
import { Fields, useMay } from '@/kit/may';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { useWorkspaceId } from '@/kit/workspace';
import { type Governance, useGovernance, useGoverning } from './queries';

const statuses = ['draft', 'inReview', 'approved', 'archived'] as const;

/** Who answers for the map, where it stands, who approved it, and when it is looked at again. */
export function GovernancePanel({ map }: { map: string }) {
  const governance = useGovernance(map);
  return (
    <QueryView query={governance}>
      {(governed) => (
        <Stack gap={16}>
          <Standing map={map} governed={governed} />
          <Settings key={JSON.stringify(governed)} map={map} governed={governed} />
        </Stack>
      )}
    </QueryView>
  );
}

type Props = { map: string; governed: Governance };

function Standing({ map, governed }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay('edit');
  const { approve, reviewed } = useGoverning(map);
  return (
    <Stack gap={8}>
      <Group gap={8}>
        <Badge variant="light" color={governed.status === 'approved' ? 'green' : 'gray'}>
          {t(`mapreview.status.${governed.status}`)}
        </Badge>
        {governed.stale && (
          <Badge variant="light" color="orange">
            {t('mapreview.stale')}
          </Badge>
        )}
        {governed.changedSinceApproval > 0 && (
          <Badge variant="light" color="orange">
            {t('mapreview.changedSince', { count: governed.changedSinceApproval })}
          </Badge>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {governed.reviewedAt
          ? t('mapreview.reviewed', { name: governed.reviewedBy, when: format.day(governed.reviewedAt) })
          : t('mapreview.neverReviewed')}
        {governed.dueAt && ` ${t('mapreview.due', { day: format.day(governed.dueAt) })}`}
      </Text>
      {governed.approvals.map((approval) => (
        <Group key={approval.by} gap={6} wrap="nowrap">
          {approval.approved ? <IconCheck size={16} aria-hidden /> : <IconX size={16} aria-hidden />}
          <Text size="sm">
            {t(approval.approved ? 'mapreview.approvedBy' : 'mapreview.refusedBy', {
              name: approval.by,
              when: format.dateTime(approval.at),
            })}
            {approval.note && ` – ${approval.note}`}
          </Text>
        </Group>
      ))}
      {may && governed.status === 'inReview' && <Deciding decide={(answer) => approve.mutate(answer)} />}
      {may && governed.status !== 'inReview' && (
        <Button size="compact-sm" variant="light" w="fit-content" onClick={() => reviewed.mutate(null)}>
          {t('mapreview.stillHolds')}
        </Button>
      )}
    </Stack>
  );
}

function Deciding({ decide }: { decide: (answer: { approved: boolean; note?: string }) => void }) {
  const { t } = useTranslation();
  const [note, setNote] = useState('');
  const answer = (approved: boolean) => decide({ approved, ...(note.trim() === '' ? {} : { note: note.trim() }) });
  return (
    <Stack gap={8}>
      <TextInput
        label={t('mapreview.note')}
        maxLength={400}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Group gap={8}>
        <Button size="compact-sm" onClick={() => answer(true)}>
          {t('mapreview.approve')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => answer(false)}>
          {t('mapreview.refuse')}
        </Button>
      </Group>
    </Stack>
  );
}

function Settings({ map, governed }: Props) {
  const { t } = useTranslation();
  const { govern } = useGoverning(map);
  const maps = useQuery(mapsQuery(useWorkspaceId())).data ?? [];
  const [owner, setOwner] = useState(governed.owner ?? '');
  const [team, setTeam] = useState(governed.team ?? '');
  const [days, setDays] = useState(governed.reviewEveryDays);
  useEffect(() => setDays(governed.reviewEveryDays), [governed.reviewEveryDays]);
  const save = (change: Partial<Governance>) => {
    const next = { owner, team, reviewEveryDays: days, counterpart: governed.counterpart, ...change };
    const body = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined && value !== ''));
    govern.mutate(body);
  };
  const choices = statuses.filter((status) => status !== 'approved' || governed.status === 'approved');
  return (
    <Fields>
      <Select
        label={t('mapreview.status.label')}
        description={t('mapreview.status.help')}
        allowDeselect={false}
        data={choices.map((value) => ({ value, label: t(`mapreview.status.${value}`) }))}
        value={governed.status}
        onChange={(status) => status && save({ status: status as Governance['status'] })}
      />
      <TextInput
        label={t('mapreview.owner')}
        maxLength={120}
        value={owner}
        onChange={(event) => setOwner(event.currentTarget.value)}
        onBlur={() => owner !== (governed.owner ?? '') && save({})}
      />
      <TextInput
        label={t('mapreview.team')}
        maxLength={120}
        value={team}
        onChange={(event) => setTeam(event.currentTarget.value)}
        onBlur={() => team !== (governed.team ?? '') && save({})}
      />
      <NumberInput
        label={t('mapreview.cadence')}
        description={t('mapreview.cadenceHelp')}
        min={1}
        max={1095}
        allowDecimal={false}
        value={days ?? ''}
        onChange={(value) => setDays(typeof value === 'number' ? value : undefined)}
        onBlur={() => days !== governed.reviewEveryDays && save({})}
      />
      <Select
        label={t('mapreview.pair')}
        description={t('mapreview.pairHelp')}
        clearable
        searchable
        data={maps.filter(({ id }) => id !== map).map(({ id, name }) => ({ value: id, label: name }))}
        value={governed.counterpart ?? null}
        onChange={(counterpart) => save({ counterpart: counterpart ?? undefined } as Partial<Governance>)}
      />
      {governed.counterpart && (
        <PathLink path={`maps/${map}/beside/${governed.counterpart}`}>{t('mapreview.besides')}</PathLink>
      )}
    </Fields>
  );
}
