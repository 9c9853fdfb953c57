import { Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { Confirm } from '@/kit/Confirm';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { failed } from '@/kit/notices';
import { Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { useWorkspaceId } from '@/kit/workspace';
import { MergeDialog } from './MergeDialog';
import css from './Profile.module.css';

type Merge = Schemas['PersonMerge'];

/** Who became one with the person, and who perhaps should. */
export function Merges({ person }: { person: Schemas['PersonDetail'] }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const may = useMay('edit');
  const [merging, setMerging] = useState(false);
  const key = [workspace, 'person', person.id, 'merges'];
  const merges = useQuery({
    queryKey: key,
    queryFn: () =>
      answer(
        api.GET('/api/workspaces/{workspace}/people/{id}/merges', { params: { path: { workspace, id: person.id } } }),
      ),
    refetchInterval: (query) => {
      if (query.state.data?.some((merge) => merge.state === 'undoing')) return 1_000;
      return false;
    },
  });
  const isUndoing = merges.data?.some((merge) => merge.state === 'undoing') ?? false;
  useEffect(() => {
    if (!isUndoing) return undefined;
    // Once it is undone, nothing that is shown of the person holds any more.
    return () => void queryClient.invalidateQueries({ queryKey: [workspace] });
  }, [isUndoing, queryClient, workspace]);
  return (
    <Section
      title={t('identity.merges')}
      actions={
        may && (
          <Button size="compact-sm" variant="default" onClick={() => setMerging(true)}>
            {t('identity.mergeWith')}
          </Button>
        )
      }
    >
      <Alike person={person} />
      <ul className={css.plain}>
        {(merges.data ?? []).map((merge) => (
          <MergeRow
            key={merge.id}
            merge={merge}
            person={person.id}
            changed={() => void queryClient.invalidateQueries({ queryKey: [workspace, 'person'] })}
          />
        ))}
      </ul>
      {merging && <MergeDialog person={person} close={() => setMerging(false)} />}
    </Section>
  );
}

function Alike({ person }: { person: Schemas['PersonDetail'] }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const alike = useQuery({
    queryKey: [workspace, 'person', person.id, 'alike'],
    queryFn: () =>
      answer(
        api.GET('/api/workspaces/{workspace}/people/{id}/alike', { params: { path: { workspace, id: person.id } } }),
      ),
  });
  if (alike.data === undefined || alike.data.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('identity.alike')}
      </Text>
      <Text size="sm" c="dimmed">
        {t('identity.alikeText')}
      </Text>
      <ul className={css.plain}>
        {alike.data.map((one) => (
          <li key={one.id}>
            <PathLink path={`people/${one.id}`}>{one.label}</PathLink>
          </li>
        ))}
      </ul>
    </div>
  );
}

function MergeRow({ merge, person, changed }: { merge: Merge; person: string; changed: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay('edit');
  return (
    <li>
      <span>{t('identity.from', { label: merge.label })}</span>
      <span className={css.soft}>
        {' '}
        · {t(`identity.reason.${merge.reason}`, { by: merge.by })} · {format.dateTime(merge.at)}
        {merge.state === 'undoing' && ` · ${t('identity.undoing')}`}
        {merge.state === 'undone' && ` · ${t('identity.undone', { by: merge.undoneBy })}`}
      </span>
      {merge.canUndo && may && <Undo merge={merge} person={person} changed={changed} />}
    </li>
  );
}

function Undo({ merge, person, changed }: { merge: Merge; person: string; changed: () => void }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const [asking, setAsking] = useState(false);
  const undo = useMutation({
    mutationFn: () =>
      answer(
        api.DELETE('/api/workspaces/{workspace}/people/{id}/merges/{merge}', {
          params: { path: { workspace, id: person, merge: merge.id } },
        }),
      ),
    onSuccess: () => {
      setAsking(false);
      changed();
    },
    onError: failed,
  });
  return (
    <>
      <Button size="compact-xs" variant="subtle" onClick={() => setAsking(true)}>
        {t('identity.undo')}
      </Button>
      <Confirm
        opened={asking}
        close={() => setAsking(false)}
        title={t('identity.undoTitle')}
        text={t('identity.undoText')}
        action={t('identity.undo')}
        busy={undo.isPending}
        confirm={() => undo.mutate()}
      />
    </>
  );
}
