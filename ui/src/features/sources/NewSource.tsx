import { Radio, SegmentedControl, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { CreateDialog } from '@/kit/CreateDialog';
import { NameField } from '@/kit/edit/NameField';
import { Secret } from '@/kit/Secret';
import { useWorkspaceId } from '@/kit/workspace';
import { type Basis, ConsentBasis } from './ConsentBasis';
import css from './NewSource.module.css';
import { type Program, programs } from './programs.model';
import { Arrival, Lines } from './SetUp';

type Kind = Schemas['SourceKind'];

/** Name and program first; then, this once, the write key, the lines to change, and whether events arrive. */
export function NewSource({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [program, setProgram] = useState<Program>(programs[0] as Program);
  const [chosen, setKind] = useState<Kind>('web');
  const [consent, setConsent] = useState<Basis>('ledger');
  const kind = program.kinds.includes(chosen) ? chosen : (program.kinds[0] ?? 'server');
  const create = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/workspaces/{workspace}/sources', {
          params: { path: { workspace } },
          body: { name: name.trim(), kind, protocol: program.protocol, consent },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: [workspace, 'sources'] }),
  });
  return (
    <CreateDialog
      size="xl"
      title={create.data ? t('sources.createdTitle', { name: create.data.name }) : t('sources.new')}
      create={create}
      close={close}
      kept={t('sources.kept')}
      made={(source) => (
        <>
          <Secret label={t('sources.key')} value={source.writeKey} warning={t('sources.once')} />
          <Lines program={program} kind={kind} writeKey={source.writeKey} />
          <Arrival id={source.id} />
        </>
      )}
    >
      <NameField value={name} longest={120} placeholder={t('sources.example')} change={setName} />
      <Picker
        program={program}
        choose={(next) => {
          setProgram(next);
          // A file was collected somewhere already.
          setConsent(next.id === 'files' ? 'elsewhere' : 'ledger');
        }}
      />
      {program.kinds.length > 1 && <RunsIn kind={kind} choose={setKind} />}
      <ConsentBasis value={consent} change={setConsent} />
    </CreateDialog>
  );
}

function Picker({ program, choose }: { program: Program; choose: (program: Program) => void }) {
  const { t } = useTranslation();
  return (
    <Radio.Group
      label={t('collect.program')}
      value={program.id}
      onChange={(id) => choose(programs.find((one) => one.id === id) ?? program)}
    >
      <div className={css.programs}>
        {programs.map((one) => (
          <Radio
            key={one.id}
            value={one.id}
            className={css.program}
            label={one.brand ?? t(`collect.programs.${one.id as 'tag' | 'http' | 'files'}.name`)}
            description={t(`collect.programs.${textOf(one)}.text`)}
          />
        ))}
      </div>
    </Radio.Group>
  );
}

function textOf(program: Program): 'tag' | 'http' | 'files' | 'sdk' | 'googleAnalytics' {
  switch (program.id) {
    case 'tag':
    case 'http':
    case 'files':
    case 'googleAnalytics':
      return program.id;
    default:
      return 'sdk';
  }
}

function RunsIn({ kind, choose }: { kind: Kind; choose: (kind: Kind) => void }) {
  const { t } = useTranslation();
  const label = useId();
  return (
    <div>
      <Text id={label} size="sm" fw={500} mb={4}>
        {t('collect.runsIn')}
      </Text>
      <SegmentedControl
        aria-labelledby={label}
        value={kind}
        onChange={(next) => choose(next as Kind)}
        data={[
          { value: 'web', label: t('collect.runs.web') },
          { value: 'server', label: t('collect.runs.server') },
        ]}
      />
    </div>
  );
}
