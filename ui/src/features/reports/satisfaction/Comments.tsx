import { Group, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { failed } from '@/kit/notices';
import { Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { useWorkspaceId } from '@/kit/workspace';
import type { SurveysRequest } from './satisfaction.model';

type Comment = Schemas['SurveyComment'];
type Props = { comments: Comment[]; sounds: Schemas['SurveyScore']; request: SurveysRequest };
const sentiments = ['positive', 'neutral', 'negative'] as const;

/** What people write, and how it sounds. */
export function Comments({ comments, sounds, request }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  return (
    <Section title={t('surveys.comments.title')} counted="sentiment">
      {comments.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('surveys.comments.none')}
        </Text>
      ) : (
        <Stack gap={16}>
          <Group gap={16}>
            {sounds.parts.map(({ name, answers, share }) => (
              <Text key={name} size="sm" component="span">
                {t(`surveys.part.${name}`)}:{' '}
                <FigureButton
                  onClick={() =>
                    openPeople({
                      title: t(`surveys.part.${name}`),
                      query: { kind: 'surveys', surveys: { ...request, kind: 'text' }, label: name },
                    })
                  }
                >
                  {format.number(answers)} ({format.percent(share)})
                </FigureButton>
              </Text>
            ))}
          </Group>
          <Stack component="ul" gap={12} p={0} m={0} style={{ listStyle: 'none' }}>
            {comments.map((comment) => (
              <CommentRow key={comment.id} comment={comment} />
            ))}
          </Stack>
        </Stack>
      )}
    </Section>
  );
}

function CommentRow({ comment }: { comment: Comment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const about = [comment.survey, comment.touchpoint, format.dateTime(comment.time)].filter(Boolean).join(' · ');
  return (
    <Group component="li" justify="space-between" align="flex-start" gap={12}>
      <Stack gap={2} flex="1 1 260px" miw={0}>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {comment.text}
        </Text>
        <Text size="xs" c="dimmed">
          {about} ·{' '}
          <PathLink path={`people/${comment.person}`} style={{ textDecoration: 'underline' }}>
            {t('surveys.comments.story')}
          </PathLink>
        </Text>
      </Stack>
      <SentimentSelect comment={comment} />
    </Group>
  );
}

function SentimentSelect({ comment }: { comment: Comment }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  const may = useMay('edit');
  const decide = useMutation({
    mutationFn: (sentiment: Schemas['Sentiment']) =>
      answer(
        api.PUT('/api/workspaces/{workspace}/comments/{event}/sentiment', {
          params: { path: { workspace, event: comment.id } },
          body: { person: comment.person, sentiment },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: [workspace, 'report', 'surveys'] }),
    onError: failed,
  });
  return (
    <Select
      w={150}
      size="xs"
      aria-label={t('surveys.comments.sound')}
      description={comment.edited ? t('surveys.comments.edited') : undefined}
      inputWrapperOrder={['input', 'description']}
      disabled={!may || decide.isPending}
      value={comment.sentiment}
      allowDeselect={false}
      data={sentiments.map((value) => ({ value, label: t(`surveys.part.${value}`) }))}
      onChange={(value) => value && value !== comment.sentiment && decide.mutate(value as Schemas['Sentiment'])}
    />
  );
}
