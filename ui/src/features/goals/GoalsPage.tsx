import { Button, Stack } from '@mantine/core';
import { IconPlus, IconTarget } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRemoval } from '@/kit/edit/useRemoval';
import { dayIn } from '@/kit/filter/filter.model';
import { contentOf, type GoalContent } from '@/kit/goal/goal.model';
import { MapTabs } from '@/kit/MapTabs';
import { useMay } from '@/kit/may';
import { Page, Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { useWorkspace } from '@/kit/workspace';
import { GoalForm } from './GoalForm';
import { GoalRow } from './GoalRow';
import css from './Goals.module.css';
import { newGoal } from './goalForm.model';
import { Scorecards } from './Scorecards';
import { isSameOwner } from './scorecard.model';
import { useGoals } from './useGoals';

type Opened = { id: string | null; start: GoalContent };

/** What is to be reached until when, how it does, and who answers for it. */
export function GoalsPage() {
  const { t } = useTranslation();
  const { timeZone } = useWorkspace();
  const { goals, progress } = useGoals();
  const remove = useRemoval('goals');
  const may = useMay('edit');
  const { owner } = useSearch({ strict: false }) as { owner?: string };
  const [opened, setOpened] = useState<Opened | null>(null);
  const add = may && (
    <Button
      leftSection={<IconPlus size={16} />}
      onClick={() => setOpened({ id: null, start: newGoal(dayIn(timeZone, new Date())) })}
    >
      {t('goals.new')}
    </Button>
  );
  return (
    <Page title={t('goals.title')} sentence={t('goals.sentence')} actions={add}>
      <MapTabs />
      <QueryView
        query={goals}
        isEmpty={(list) => list.length === 0}
        empty={
          <EmptyState
            icon={<IconTarget size={20} aria-hidden />}
            title={t('goals.none.title')}
            text={t('goals.none.text')}
            example={t('goals.none.example')}
            action={add}
          />
        }
      >
        {(list) => (
          <Stack gap={16}>
            <Section title={t('goals.list')} counted="goalPace">
              {owner !== undefined && (
                <p className={css.soft}>
                  {owner === '' ? t('goals.ofNobody') : t('goals.ofOwner', { owner })}{' '}
                  <PathLink path="maps/goals">{t('goals.all')}</PathLink>
                </p>
              )}
              <ul className={css.list}>
                {list.map(
                  (goal, place) =>
                    (owner === undefined || isSameOwner(goal.owner, owner)) && (
                      <GoalRow
                        key={goal.id}
                        goal={goal}
                        query={progress[place]}
                        edit={() => setOpened({ id: goal.id, start: contentOf(goal) })}
                      />
                    ),
                )}
              </ul>
            </Section>
            <Scorecards goals={list.map((goal, place) => ({ goal, progress: progress[place]?.data }))} />
          </Stack>
        )}
      </QueryView>
      {opened && (
        <GoalForm
          id={opened.id}
          start={opened.start}
          close={() => setOpened(null)}
          remove={() => {
            const goal = goals.data?.find(({ id }) => id === opened.id);
            if (goal) remove.mutate(goal);
          }}
        />
      )}
    </Page>
  );
}
