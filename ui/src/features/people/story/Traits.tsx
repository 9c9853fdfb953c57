import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useWorkspaceId } from '@/kit/workspace';
import { TraitHistory } from './TraitHistory';
import { TraitList } from './TraitList';

/** What is known about the person, to be changed by hand, and how it came about. */
export function Traits({ person }: { person: Schemas['PersonDetail'] }) {
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const [history, setHistory] = useState(false);
  const write = async (trait: string, value: string | number | boolean | null) => {
    const params = { path: { workspace, id: person.id, trait } };
    const path = '/api/workspaces/{workspace}/people/{id}/traits/{trait}';
    await answer(value === null ? api.DELETE(path, { params }) : api.PUT(path, { params, body: { value } }));
    await queryClient.invalidateQueries({ queryKey: [workspace, 'person', person.id] });
  };
  return (
    <>
      <TraitList traits={person.traits} write={write} history={() => setHistory(true)} />
      {history && <TraitHistory person={person.id} close={() => setHistory(false)} />}
    </>
  );
}
