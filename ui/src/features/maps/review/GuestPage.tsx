import { Container, Drawer, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useFormat } from '@/kit/format';
import { LanguageButtons } from '@/kit/LanguageButtons';
import { failed } from '@/kit/notices';
import { QueryView } from '@/kit/QueryView';
import { Talk } from '@/kit/talk/Talk';
import { talkByCard } from '@/kit/talk/talk.model';
import { WorkspaceProvider } from '@/kit/workspace';
import { PictureAddresses } from '../view/CardPicture';
import { MapTable } from '../view/MapTable';

const remembered = 'percorso.guest';

function knownName(): string {
  try {
    return localStorage.getItem(remembered) ?? '';
  } catch {
    return '';
  }
}

/** Formats need a zone, which is the guest's own; figures are not shown. */
const workspaceOf = (name: string): Schemas['Workspace'] => ({
  id: '',
  name,
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  currency: 'EUR',
  simulated: false,
  conversionEvent: '',
  sessionGapMinutes: 30,
  createdAt: '',
});

/** What somebody sees who has nothing but a review link: the map, and what is said about it. */
export function GuestPage() {
  const { t } = useTranslation();
  const { token = '' } = useParams({ strict: false }) as { token?: string };
  const shared = useQuery({
    queryKey: ['review', token],
    queryFn: () => answer(api.GET('/api/shares/{token}/map', { params: { path: { token } } })),
    retry: false,
    refetchInterval: 15_000,
  });
  const [about, setAbout] = useState<string | null>(null);
  const { name, setName, write } = useGuest(token);
  return (
    <Container size="xl" py={16} component="main">
      <Group justify="flex-end" gap={4}>
        <LanguageButtons />
      </Group>
      <QueryView query={shared}>
        {({ content, comments, workspace, goals }) => {
          const card = content.cards.find(({ id }) => id === about);
          return (
            <WorkspaceProvider value={workspaceOf(workspace)}>
              <Stack gap={12}>
                <div>
                  <Title order={1}>{content.name}</Title>
                  <Text c="dimmed">
                    {workspace} · {content.description || t('mapreview.guest.sentence')}
                  </Text>
                </div>
                <TextInput
                  maw={320}
                  label={t('mapreview.guest.name')}
                  description={t('mapreview.guest.nameHelp')}
                  maxLength={60}
                  value={name}
                  onChange={(event) => setName(event.currentTarget.value)}
                />
                <Goals goals={goals} />
                <PictureAddresses value={(id) => `/api/shares/${encodeURIComponent(token)}/pictures/${id}`}>
                  <MapTable
                    map={content}
                    label={t('maps.grid.label')}
                    talk={talkByCard(comments, name)}
                    open={setAbout}
                  />
                </PictureAddresses>
                <Title order={2} size="h3">
                  {t('mapreview.guest.all')}
                </Title>
                <Talk
                  comments={comments}
                  write={write}
                  titleOf={(id) => content.cards.find((one) => one.id === id)?.title ?? ''}
                  jump={setAbout}
                />
                <Drawer
                  opened={card !== undefined}
                  onClose={() => setAbout(null)}
                  position="right"
                  size={420}
                  title={card?.title}
                >
                  {card && (
                    <Stack gap={12}>
                      {card.text && <Text size="sm">{card.text}</Text>}
                      <Talk comments={comments} card={card.id} write={write} />
                    </Stack>
                  )}
                </Drawer>
              </Stack>
            </WorkspaceProvider>
          );
        }}
      </QueryView>
    </Container>
  );
}

/** What is to be reached with the map, without how it stands. */
function Goals({ goals }: { goals: Schemas['SharedMap']['goals'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (goals.length === 0) return null;
  return (
    <section aria-label={t('mapreview.guest.goals')}>
      <Title order={2} size="h3">
        {t('mapreview.guest.goals')}
      </Title>
      <ul>
        {goals.map(({ name, description, until }) => (
          <li key={name}>
            <strong>{name}</strong> · {t('mapreview.guest.until', { day: format.calendarDay(until) })}
            {description && ` · ${description}`}
          </li>
        ))}
      </ul>
    </section>
  );
}

function useGuest(token: string) {
  const queries = useQueryClient();
  const [name, set] = useState(knownName);
  const setName = (next: string) => {
    set(next);
    try {
      localStorage.setItem(remembered, next);
    } catch {
      // The name then lasts until the page is left.
    }
  };
  const write = async (draft: { card?: string; thread?: string; text: string }) => {
    try {
      await answer(api.POST('/api/shares/{token}/comments', { params: { path: { token } }, body: { ...draft, name } }));
    } catch (error) {
      failed(error);
      throw error;
    }
    await queries.invalidateQueries({ queryKey: ['review', token] });
  };
  return { name, setName, write };
}
