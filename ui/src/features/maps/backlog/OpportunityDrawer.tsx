import { Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { FormDrawer } from '@/kit/edit/FormDrawer';
import { done, failed } from '@/kit/notices';
import { PathLink } from '@/kit/PathLink';
import { useWorkspaceId } from '@/kit/workspace';
import { changesOf, type Ranked, type Written } from '../model/backlog.model';
import { OpportunityFields } from '../panel/OpportunityFields';

const path = '/api/workspaces/{workspace}/maps/{id}' as const;

/** Puts what was written on top of whatever the map has become, as an editor that is open elsewhere does. */
function useSaveOpportunity() {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ map, changes }: { map: string; changes: Schemas['MapChange'][] }) => {
      const params = { path: { workspace, id: map } };
      const { revision } = await answer(api.GET(path, { params }));
      return answer(api.POST(`${path}/changes`, { params, body: { client: 'backlog', base: revision, changes } }));
    },
    onError: failed,
    onSettled: () =>
      Promise.all(['map-cards', 'maps'].map((list) => client.invalidateQueries({ queryKey: [workspace, list] }))),
  });
}

/** An opportunity of a map, changed without opening the map. */
export function OpportunityDrawer({ card, close }: { card: Ranked; close: () => void }) {
  const { t } = useTranslation();
  const save = useSaveOpportunity();
  const [draft, setDraft] = useState<Written>({ title: card.card.title, opportunity: card.card.opportunity ?? {} });
  const { opportunity } = draft;
  const put = (change: { [K in keyof Written['opportunity']]?: Written['opportunity'][K] | undefined }) =>
    setDraft({ ...draft, opportunity: { ...opportunity, ...change } as Written['opportunity'] });
  const submit = () =>
    save.mutate(
      { map: card.map, changes: changesOf(card.card, draft) },
      {
        onSuccess: () => {
          done(t('common.saved'));
          close();
        },
      },
    );
  return (
    <FormDrawer title={card.card.title} busy={save.isPending} submit={submit} close={close} remove={undefined}>
      <TextInput
        label={t('mapbacklog.opportunity')}
        required
        data-autofocus
        maxLength={200}
        value={draft.title}
        onChange={(event) => setDraft({ ...draft, title: event.currentTarget.value })}
      />
      <OpportunityFields opportunity={opportunity} put={put} />
      <div>
        <PathLink path={`maps/${card.map}`}>{card.mapName}</PathLink>
        <Text size="xs" c="dimmed">
          {card.stage.name}
        </Text>
      </div>
    </FormDrawer>
  );
}
