import { Button, Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { undoable } from '@/kit/edit/undoNotice';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { failed } from '@/kit/notices';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import type { Flow, FlowDefinition } from '../model/flow.model';
import { flowQuery, saveFlow } from '../queries';
import { titleOf } from '../simulate/walk.model';
import { Changes } from './Changes';
import { FlowSubPage } from './FlowSubPage';
import { MoveDialog } from './MoveDialog';
import { type FlowVersion, useVersions } from './queries';
import css from './Runtime.module.css';

export function VersionsPage() {
  return <FlowSubPage page="versions">{(flow) => <Versions flow={flow} />}</FlowSubPage>;
}

/** Puts an older definition in the place of the draft; undo brings the draft back. */
function useRestore(flow: Flow) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: ({ definition, revision }: { definition: FlowDefinition; revision: number }) =>
      saveFlow(workspace, flow.id, { name: flow.name, definition, revision }),
    onError: failed,
    onSuccess: (stored) => client.setQueryData(flowQuery(workspace, flow.id).queryKey, stored),
  });
  const restore = (version: FlowVersion) => {
    const before = flow.definition;
    save.mutate(
      { definition: version.definition, revision: flow.revision },
      {
        onSuccess: (stored) =>
          undoable(t('flowruns.versions.restored', { version: version.number }), () =>
            save.mutate({ definition: before, revision: stored.revision }),
          ),
      },
    );
  };
  return { restore, busy: save.isPending };
}

function Versions({ flow }: { flow: Flow }) {
  const { t } = useTranslation();
  const versions = useVersions(flow.id);
  const [moving, setMoving] = useState<FlowVersion | null>(null);
  return (
    <QueryView
      query={versions}
      isEmpty={(list) => list.length === 0}
      empty={<EmptyState title={t('flowruns.versions.noneTitle')} text={t('flowruns.versions.noneText')} />}
    >
      {(list) => (
        <>
          <ol className={css.versions} aria-label={t('flowruns.tab.versions')}>
            {list.map((version) => (
              <Version
                key={version.number}
                flow={flow}
                version={version}
                others={list.filter((other) => other.number !== version.number)}
                move={() => setMoving(version)}
              />
            ))}
          </ol>
          {moving && list[0] && <MoveDialog flow={flow} from={moving} newest={list[0]} close={() => setMoving(null)} />}
        </>
      )}
    </QueryView>
  );
}

type VersionProps = { flow: Flow; version: FlowVersion; others: FlowVersion[]; move: () => void };

function Version({ flow, version, others, move }: VersionProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay('edit');
  const { restore, busy } = useRestore(flow);
  const [against, setAgainst] = useState<string | null>(null);
  const other =
    against === 'draft' ? flow.definition : others.find((one) => String(one.number) === against)?.definition;
  const newer = against === 'draft' || Number(against) > version.number;
  return (
    <li className={css.version}>
      <div className={css.head}>
        <h2>{t('simulation.numbered', { version: version.number })}</h2>
        {version.draining && <span className={css.draining}>{t('flowruns.versions.draining')}</span>}
        <span className={css.when}>
          {t('flowruns.versions.published', { when: format.dateTime(version.publishedAt), by: version.publishedBy })}
        </span>
        <Select
          aria-label={t('flowruns.versions.compare')}
          placeholder={t('flowruns.versions.compare')}
          w={190}
          clearable
          data={[
            { value: 'draft', label: t('simulation.draft') },
            ...others.map(({ number }) => ({
              value: String(number),
              label: t('simulation.numbered', { version: number }),
            })),
          ]}
          value={against}
          onChange={setAgainst}
        />
        {may && (
          <Button variant="default" loading={busy} onClick={() => restore(version)}>
            {t('flowruns.versions.restore')}
          </Button>
        )}
        {may && version.draining && (
          <Button variant="light" onClick={move}>
            {t('flowruns.versions.move')}
          </Button>
        )}
      </div>
      <p className={css.places}>
        {version.inside === 0
          ? t('flowruns.versions.nobody')
          : version.places
              .map(({ step, people }) =>
                t('flowruns.versions.place', {
                  count: people,
                  shown: format.number(people),
                  step: titleOf(t, version.definition, step),
                }),
              )
              .join(' · ')}
      </p>
      {other && <Changes before={newer ? version.definition : other} after={newer ? other : version.definition} />}
    </li>
  );
}
