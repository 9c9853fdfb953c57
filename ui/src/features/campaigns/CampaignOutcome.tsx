import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DataTable, FigureButton } from '@/kit/DataTable';
import { Figure, Figures } from '@/kit/Figures';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { type Campaign, type Progress, total } from './campaign.model';

/** A part of the results. */
export type PartProps = { campaign: Campaign; progress: Progress };

/** Opens the people of a campaign whose message came to something. */
export function usePeople(campaign: Campaign) {
  const { t } = useTranslation();
  const show = usePeopleDrawer();
  return (value: string, variant?: number) =>
    show({
      title: `${campaign.name}: ${t(`campaigns.figure.${value}`)}`,
      query: { kind: 'campaign', flow: campaign.id, value, ...(variant === undefined ? {} : { step: variant }) },
    });
}

/** Bounces, complaints and those who wanted no more. */
export function WhatCameBack({ campaign, progress }: PartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const people = usePeople(campaign);
  const sum = total(progress);
  return (
    <Section title={t('campaigns.cameBack')} counted="campaignReturns">
      <Figures columns={3}>
        {(['bounced', 'complained', 'unsubscribed'] as const).map((what) => (
          <Figure
            key={what}
            label={t(`campaigns.figure.${what}`)}
            value={format.number(sum[what])}
            range={sum.sent === 0 ? undefined : t('campaigns.ofSent', { share: format.percent(sum[what] / sum.sent) })}
            onClick={() => people(what)}
          />
        ))}
      </Figures>
    </Section>
  );
}

export function Subjects({ campaign, progress }: PartProps) {
  const { t } = useTranslation();
  const said = campaign.channel === 'push' ? 'push' : 'email';
  const format = useFormat();
  const people = usePeople(campaign);
  return (
    <Section title={t(`campaigns.test.title.${said}`)} counted="campaignTest" flush>
      {progress.winner === undefined && progress.chosenAt && (
        <Text size="sm" px={20} pb={12}>
          {t('campaigns.test.chosenAt', { when: format.dateTime(progress.chosenAt) })}
        </Text>
      )}
      {progress.verdict && <Verdict verdict={progress.verdict} />}
      <DataTable
        label={t(`campaigns.test.title.${said}`)}
        rows={progress.variants}
        rowKey={({ variant }) => String(variant)}
        columns={[
          {
            key: 'subject',
            header: t(said === 'push' ? 'push.field.title' : 'flows.email.subject'),
            text: true,
            cell: ({ subject }) => subject,
          },
          {
            key: 'won',
            header: t('campaigns.test.chosen'),
            cell: ({ variant }) => (progress.winner === variant ? t('campaigns.test.yes') : ''),
          },
          ...(['sent', 'clicked', ...(progress.measuresOpens ? (['opened'] as const) : [])] as const).map((key) => ({
            key,
            header: t(`campaigns.figure.${key}`),
            figure: true,
            cell: (row: Progress['variants'][number]) => (
              <FigureButton onClick={() => people(key, row.variant)}>
                {key === 'sent' || row.sent === 0
                  ? format.number(row[key])
                  : `${format.number(row[key])} (${format.percent(row[key] / row.sent)})`}
              </FigureButton>
            ),
          })),
        ]}
      />
    </Section>
  );
}

/** Whether the difference is more than chance, in plain words. */
function Verdict({ verdict }: { verdict: NonNullable<Progress['verdict']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { low, high } = verdict.difference;
  return (
    <Text size="sm" px={20} pb={12} role="status">
      <strong>{t(`campaigns.test.${verdict.clear ? 'clear' : 'notClear'}`)}</strong>{' '}
      {t('campaigns.test.verdict', {
        subject: verdict.ahead,
        probability: format.percent(verdict.probability),
        low: format.percent(low),
        high: format.percent(high),
        p: format.percent(verdict.p),
      })}
    </Text>
  );
}
