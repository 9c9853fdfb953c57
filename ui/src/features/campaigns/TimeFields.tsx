import { NumberInput, SegmentedControl, Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DurationInput } from '@/kit/DurationInput';
import { useFormat } from '@/kit/format';
import { HowCounted } from '@/kit/HowCounted';
import { Section } from '@/kit/Page';
import { useWorkspace } from '@/kit/workspace';
import type { PartProps } from './CampaignForm';
import css from './Campaigns.module.css';
import { type CampaignTest, channelOf, firstTest, instantOf, localOf, type Timing, timingsOf } from './campaign.model';
import { useReach } from './useCampaigns';

const hour = 3_600_000;

/** When it goes out, how fast, and whether two subjects are tried. */
export function TimeFields(props: PartProps) {
  const { draft, set } = props;
  const { t } = useTranslation();
  const { timeZone } = useWorkspace();
  const channel = channelOf(draft);
  return (
    <Section title={t('campaigns.form.when')}>
      <Stack gap={12}>
        <SegmentedControl
          aria-label={t('campaigns.form.when')}
          value={draft.startAt ? 'later' : 'now'}
          data={(['now', 'later'] as const).map((value) => ({ value, label: t(`campaigns.form.${value}`) }))}
          onChange={(value) =>
            set({
              startAt:
                value === 'later'
                  ? instantOf(localOf(new Date(Date.now() + hour).toISOString(), timeZone), timeZone)
                  : undefined,
              ...(draft.timing === 'localTime' ? { timing: undefined } : {}),
            })
          }
        />
        {draft.startAt && (
          <TextInput
            type="datetime-local"
            label={t('campaigns.form.at', { zone: timeZone })}
            error={props.errors.startAt}
            value={localOf(draft.startAt, timeZone)}
            onChange={(event) =>
              event.currentTarget.value && set({ startAt: instantOf(event.currentTarget.value, timeZone) })
            }
          />
        )}
        <MomentFields draft={draft} set={set} />
        <NumberInput
          label={t('campaigns.form.perMinute')}
          description={t('campaigns.form.perMinuteHelp')}
          placeholder={t('campaigns.form.unlimited')}
          min={1}
          max={1_000_000}
          allowDecimal={false}
          value={draft.perMinute ?? ''}
          onChange={(value) => set({ perMinute: typeof value === 'number' && value > 0 ? value : undefined })}
        />
        {channel !== 'sms' && (
          <Switch
            label={t('campaigns.form.tag')}
            description={t('campaigns.form.tagHelp')}
            checked={draft.tagLinks}
            onChange={(event) => set({ tagLinks: event.currentTarget.checked })}
          />
        )}
        {channel === 'sms' ? (
          <Text size="sm" c="dimmed">
            {t('campaigns.test.notSms')}
          </Text>
        ) : (
          <TestFields {...props} />
        )}
      </Stack>
    </Section>
  );
}

/** Whether each person has a moment of their own, and what that comes to. */
function MomentFields({ draft, set }: Pick<PartProps, 'draft' | 'set'>) {
  const { t } = useTranslation();
  const timing = draft.timing ?? 'at';
  return (
    <>
      <Select
        label={t('campaigns.form.each')}
        description={timing === 'at' ? undefined : t(`campaigns.form.timingHelp.${timing}`)}
        inputWrapperOrder={['label', 'input', 'description']}
        allowDeselect={false}
        data={timingsOf(draft.startAt).map((value) => ({ value, label: t(`campaigns.form.timing.${value}`) }))}
        value={timing}
        onChange={(value) => set({ timing: value === 'at' ? undefined : ((value as Timing | null) ?? undefined) })}
      />
      {timing !== 'at' && <Forecast draft={draft} />}
    </>
  );
}

function Forecast({ draft }: Pick<PartProps, 'draft'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const reach = useReach(draft.segment, channelOf(draft), { timing: draft.timing, startAt: draft.startAt }).data;
  if (!reach?.spread?.first || !reach.spread.last) return null;
  const { first, last, own, usualHour, atOnce } = reach.spread;
  return (
    <Text size="sm" role="status">
      {usualHour !== undefined &&
        `${t('campaigns.spread.own', {
          own: format.number(own),
          people: format.number(reach.people),
          hour: usualHour,
        })} `}
      {t('campaigns.spread.from', { first: format.dateTime(first), last: format.dateTime(last) })}
      {atOnce > 0 && ` ${t('campaigns.spread.atOnce', { count: atOnce, shown: format.number(atOnce) })}`}{' '}
      <HowCounted topic="campaignHours" />
    </Text>
  );
}

function TestFields({ draft, errors, set }: PartProps) {
  const { t } = useTranslation();
  const test = draft.test;
  const channel = channelOf(draft) === 'push' ? 'push' : 'email';
  const change = (next: Partial<CampaignTest>) => set({ test: { ...firstTest, ...test, ...next } });
  return (
    <>
      <Switch
        label={t(`campaigns.test.on.${channel}`)}
        description={t(draft.timing === 'bestHour' ? 'campaigns.test.atTheirHour' : 'campaigns.test.help')}
        checked={test !== undefined}
        onChange={(event) => set({ test: event.currentTarget.checked ? firstTest : undefined })}
      />
      {test && (
        <>
          <TextInput
            label={t(`campaigns.test.second.${channel}`)}
            value={test.subject}
            error={errors['test.subject']}
            onChange={(event) => change({ subject: event.currentTarget.value })}
          />
          <div className={css.row}>
            <NumberInput
              label={t('campaigns.test.share')}
              w={140}
              min={2}
              max={90}
              allowDecimal={false}
              suffix=" %"
              value={test.share}
              onChange={(value) => typeof value === 'number' && change({ share: value })}
            />
            <DurationInput
              label={t('campaigns.test.after')}
              value={test.after}
              units={['minutes', 'hours', 'days']}
              onChange={(after) => change({ after })}
            />
            {channel === 'email' && (
              <Select
                label={t('campaigns.test.by')}
                w={200}
                data={(['clicks', 'opens'] as const).map((value) => ({ value, label: t(`campaigns.test.${value}`) }))}
                value={test.by ?? 'clicks'}
                onChange={(by) => by && change({ by: by as 'clicks' | 'opens' })}
              />
            )}
            <Select
              label={t('campaigns.test.unclear')}
              w={260}
              allowDeselect={false}
              data={(['ahead', 'first'] as const).map((value) => ({ value, label: t(`campaigns.test.${value}`) }))}
              value={test.unclear ?? 'ahead'}
              onChange={(unclear) => unclear && change({ unclear: unclear as 'ahead' | 'first' })}
            />
          </div>
        </>
      )}
    </>
  );
}
