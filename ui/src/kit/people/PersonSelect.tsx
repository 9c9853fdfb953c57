import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { useWorkspaceId } from '@/kit/workspace';

export type Chosen = { id: string; label: string };
type Props = {
  label: string;
  placeholder?: string;
  /** In pixels; else as wide as there is room. */
  width?: number;
  person: Chosen | null;
  choose: (person: Chosen | null) => void;
};

/** A person by a part of their name, address or id. */
export function PersonSelect({ label, placeholder, width, person, choose }: Props) {
  const workspace = useWorkspaceId();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, 250);
  const wanted = search === person?.label ? '' : search;
  const people = useQuery({
    queryKey: [workspace, 'people-choice', wanted],
    queryFn: () =>
      answer(
        api.GET('/api/workspaces/{workspace}/people', {
          params: { path: { workspace }, query: { limit: 20, ...(wanted === '' ? {} : { search: wanted }) } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const found = people.data?.people ?? [];
  const options = person && !found.some(({ id }) => id === person.id) ? [person, ...found] : found;
  return (
    <Select
      label={label}
      placeholder={placeholder ?? ''}
      {...(width === undefined ? {} : { w: width })}
      searchable
      clearable
      filter={({ options: all }) => all}
      searchValue={typed}
      onSearchChange={setTyped}
      data={options.map((one) => ({ value: one.id, label: one.label }))}
      value={person?.id ?? null}
      onChange={(id) => choose(options.find((one) => one.id === id) ?? null)}
    />
  );
}
