import { Radio, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { useWorkspaceId } from '@/kit/workspace';

const mostShown = 8;

type Props = {
  /** Who is not offered. */
  except?: string;
  chosen: string;
  choose: (id: string) => void;
};

/** Finds one person by name, e-mail or id. */
export function PersonChoice({ except = '', chosen, choose }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text.trim(), 200);
  return (
    <>
      <TextInput
        label={t('identity.search')}
        data-autofocus
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Found search={search} except={except} chosen={chosen} choose={choose} />
    </>
  );
}

type FoundProps = Required<Props> & { search: string };

function Found({ search, except, chosen, choose }: FoundProps) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const found = useQuery({
    queryKey: [workspace, 'people', 'found', search],
    enabled: search !== '',
    queryFn: () =>
      answer(
        api.GET('/api/workspaces/{workspace}/people', {
          params: { path: { workspace }, query: { search, limit: mostShown + 1 } },
        }),
      ),
  });
  if (search === '') {
    return (
      <Text size="sm" c="dimmed">
        {t('identity.choose')}
      </Text>
    );
  }
  const others = found.data?.people.filter((one) => one.id !== except).slice(0, mostShown);
  if (others?.length === 0) return <Text size="sm">{t('identity.noneFound')}</Text>;
  return (
    <Radio.Group value={chosen} onChange={choose} aria-label={t('identity.search')}>
      <Stack gap={8}>
        {others?.map((one) => (
          <Radio key={one.id} value={one.id} label={one.label} {...(one.email ? { description: one.email } : {})} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
