import { Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DataTable, FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { HowCounted } from '@/kit/HowCounted';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { ErrorState, LoadingState } from '@/kit/states';
import { type Message, matchOf, type Outcome, outcomes } from './onsite.model';
import { useOutcomes } from './useOnSite';

/** What became of a message, by variant. */
export function OutcomeDialog({ message, close }: { message: Message; close: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const show = usePeopleDrawer();
  const results = useOutcomes(message.id);
  const failure = results.find(({ isError }) => isError);
  const variants = message.variants.length > 1 ? ['A', 'B'] : ['A'];
  const people = (variant: string, outcome: Outcome) =>
    results[outcomes.indexOf(outcome)]?.data?.series.find(({ value }) => value === variant)?.total ?? 0;
  const open = (variant: string, outcome: Outcome) =>
    show({
      title: `${message.name}: ${t(`onsite.result.${outcome}`)}`,
      query: {
        kind: 'condition',
        condition: { type: 'event', match: matchOf(message.id, outcome, variant), comparison: 'atLeast', count: 1 },
      },
    });
  return (
    <Modal opened onClose={close} size="lg" title={t('onsite.result.of', { name: message.name })}>
      <Group gap={4} mb={8}>
        <Text size="sm">{t('onsite.result.period')}</Text>
        <HowCounted topic="onsiteOutcomes" />
      </Group>
      {failure ? (
        <ErrorState error={failure.error} retry={() => failure.refetch()} />
      ) : results.some(({ isPending }) => isPending) ? (
        <LoadingState rows={2} />
      ) : (
        <DataTable
          label={t('onsite.result.title')}
          rows={variants}
          rowKey={(variant) => variant}
          columns={[
            {
              key: 'variant',
              header: t('onsite.result.variant'),
              cell: (variant) =>
                `${variant}: ${Object.values(message.variants[variants.indexOf(variant)]?.words ?? {})[0]?.title ?? ''}`,
            },
            ...outcomes.map((outcome) => ({
              key: outcome,
              header: t(`onsite.result.${outcome}`),
              figure: true,
              cell: (variant: string) => {
                const count = people(variant, outcome);
                const seen = people(variant, 'shown');
                return (
                  <FigureButton onClick={() => open(variant, outcome)}>
                    {outcome === 'shown' || seen === 0
                      ? format.number(count)
                      : `${format.number(count)} (${format.percent(count / seen)})`}
                  </FigureButton>
                );
              },
            })),
          ]}
        />
      )}
    </Modal>
  );
}
