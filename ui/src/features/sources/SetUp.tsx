import { Anchor, Group, Loader, Modal, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useFormat } from '@/kit/format';
import { PathLink } from '@/kit/PathLink';
import { Code } from '@/kit/Secret';
import { useWorkspaceId } from '@/kit/workspace';
import { type Program, programsOf, snippetsOf } from './programs.model';
import { sentOf } from './sources.model';

type Source = Schemas['Source'];

/** The lines to change in the program, with this server's address and the key in them. */
export function Lines({ program, kind, writeKey }: { program: Program; kind: Source['kind']; writeKey: string }) {
  const { t } = useTranslation();
  return (
    <Stack gap={12}>
      {snippetsOf(program, kind, { origin: window.location.origin, key: writeKey }).map((snippet) => (
        <Code
          key={snippet.key}
          label={
            program.brand
              ? `${program.brand} · ${t(`collect.lines.${snippet.key}`)}`
              : t(`collect.lines.${snippet.key}`)
          }
          code={snippet.code}
        />
      ))}
    </Stack>
  );
}

/** Looks every other second whether something came. */
export function Arrival({ id }: { id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspaceId();
  const sources = useQuery({
    queryKey: [workspace, 'sources'],
    refetchInterval: 2_000,
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/sources', { params: { path: { workspace } } })),
  });
  const source = sources.data?.find((one) => one.id === id);
  const count = source ? sentOf(source) : 0;
  return (
    <Group gap={8} role="status">
      {count === 0 ? <Loader size={16} /> : <IconCircleCheck size={18} color="var(--mantine-primary-color-filled)" />}
      <Text size="sm">
        {count === 0 ? t('collect.waiting') : t('collect.received', { count })}
        {source?.lastEventAt && `, ${t('collect.receivedLast', { ago: format.ago(source.lastEventAt, Date.now()) })}`}
      </Text>
      {source && source.refused > 0 && <RefusedLink source={source} />}
    </Group>
  );
}

export function RefusedLink({ source }: { source: Source }) {
  const { t } = useTranslation();
  return (
    <Anchor
      size="sm"
      renderRoot={(props) => <PathLink path="sources/refused" search={{ source: source.id }} {...props} />}
    >
      {t('collect.seeRefused', { count: source.refused })}
    </Anchor>
  );
}

/** The same lines later, when the key is no longer known. */
export function SetUp({ source, close }: { source: Source; close: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={close} size="xl" title={t('collect.setUp', { name: source.name })}>
      <Stack gap={16}>
        <Text size="sm">{t('collect.keyPlaceholder', { hint: source.hint })}</Text>
        {programsOf(source).map((program) => (
          <Lines key={program.id} program={program} kind={source.kind} writeKey={`…${source.hint}`} />
        ))}
        <Arrival id={source.id} />
      </Stack>
    </Modal>
  );
}
