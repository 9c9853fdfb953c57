import { ActionIcon, Button, Checkbox, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DurationInput } from '@/kit/DurationInput';
import { Fields, useMay } from '@/kit/may';
import { done } from '@/kit/notices';
import { ErrorState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { type DeliveryRules, saveRules } from './queries';

const CHANNELS = ['email', 'push', 'sms'] as const;

/** Caps, quiet hours and throttle of marketing. */
export function RulesForm({ stored }: { stored: DeliveryRules }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  const may = useMay('edit');
  const [rules, setRules] = useState(stored);
  const caps = rules.caps ?? [];
  const save = useMutation({
    mutationFn: () => saveRules(workspace, rules),
    onSuccess: (saved) => {
      done(t('common.saved'));
      client.setQueryData([workspace, 'delivery-rules'], saved);
    },
  });
  const change = (part: { [K in keyof DeliveryRules]?: DeliveryRules[K] | undefined }) => {
    const next = Object.entries({ ...rules, ...part }).filter(([, value]) => value !== undefined);
    setRules(Object.fromEntries(next) as DeliveryRules);
  };
  const setCap = (place: number, cap: Partial<(typeof caps)[number]>) =>
    change({ caps: caps.map((old, at) => (at === place ? { ...old, ...cap } : old)) });
  const setChannel = (place: number, channel: string | null) => {
    const { channel: _, ...every } = caps[place] ?? { count: 1, per: 'P1D' };
    const chosen = CHANNELS.find((known) => known === channel);
    change({ caps: caps.map((old, at) => (at === place ? { ...every, ...(chosen && { channel: chosen }) } : old)) });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap={16} maw={560}>
        <Fields>
          <Stack gap={8}>
            <Text size="sm" fw={500}>
              {t('sending.rules.caps')}
            </Text>
            <Text size="xs" c="dimmed">
              {t('sending.rules.capsHelp')}
            </Text>
            {caps.map((cap, place) => (
              <Group key={place} gap={8} align="flex-end" wrap="wrap">
                <NumberInput
                  label={t('sending.rules.most')}
                  w={120}
                  min={1}
                  allowDecimal={false}
                  value={cap.count}
                  onChange={(count) => typeof count === 'number' && count > 0 && setCap(place, { count })}
                />
                <DurationInput
                  label={t('sending.rules.in')}
                  units={['hours', 'days', 'weeks']}
                  value={cap.per}
                  onChange={(per) => setCap(place, { per })}
                />
                <Select
                  label={t('sending.rules.channel')}
                  w={150}
                  allowDeselect={false}
                  data={[
                    { value: '', label: t('sending.rules.everyChannel') },
                    ...CHANNELS.map((channel) => ({ value: channel, label: t(`people.story.purpose.${channel}`) })),
                  ]}
                  value={cap.channel ?? ''}
                  onChange={(channel) => setChannel(place, channel)}
                />
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={36}
                  aria-label={t('sending.rules.removeCap')}
                  onClick={() => change({ caps: caps.filter((_, at) => at !== place) })}
                >
                  <IconX size={16} />
                </ActionIcon>
              </Group>
            ))}
            <div>
              <Button
                variant="subtle"
                size="compact-sm"
                leftSection={<IconPlus size={14} />}
                onClick={() => change({ caps: [...caps, { count: 2, per: 'P1D' }] })}
              >
                {t('sending.rules.addCap')}
              </Button>
            </div>
          </Stack>
          <Checkbox
            label={t('sending.rules.quiet')}
            description={t('sending.rules.quietHelp')}
            checked={rules.quietHours !== undefined}
            onChange={(event) =>
              change({ quietHours: event.currentTarget.checked ? { from: '21:00', to: '08:00' } : undefined })
            }
          />
          {rules.quietHours && (
            <Group gap={8}>
              {(['from', 'to'] as const).map((end) => (
                <TextInput
                  key={end}
                  type="time"
                  label={t(`sending.rules.${end}`)}
                  value={rules.quietHours?.[end] ?? ''}
                  onChange={(event) =>
                    rules.quietHours &&
                    change({ quietHours: { ...rules.quietHours, [end]: event.currentTarget.value } })
                  }
                />
              ))}
            </Group>
          )}
          <NumberInput
            label={t('sending.rules.perMinute')}
            description={t('sending.rules.perMinuteHelp')}
            w={240}
            min={1}
            allowDecimal={false}
            value={rules.perMinute ?? ''}
            onChange={(most) => change({ perMinute: typeof most === 'number' && most > 0 ? most : undefined })}
          />
          <Group gap={12}>
            {CHANNELS.map((channel) => (
              <NumberInput
                key={channel}
                label={t('sending.rules.perMinuteOn', { channel: t(`people.story.purpose.${channel}`) })}
                w={176}
                min={1}
                allowDecimal={false}
                value={rules.perMinuteOn?.[channel] ?? ''}
                onChange={(most) => {
                  const { [channel]: _, ...others } = rules.perMinuteOn ?? {};
                  change({
                    perMinuteOn: typeof most === 'number' && most > 0 ? { ...others, [channel]: most } : others,
                  });
                }}
              />
            ))}
          </Group>
          <NumberInput
            label={t('sending.rules.holdout')}
            description={t('sending.rules.holdoutHelp')}
            min={0}
            max={50}
            decimalScale={2}
            suffix=" %"
            value={rules.holdout ?? 0}
            onChange={(share) => typeof share === 'number' && change({ holdout: share > 0 ? share : undefined })}
          />
        </Fields>
        {save.isError && <ErrorState error={save.error} />}
        {may && (
          <div>
            <Button type="submit" loading={save.isPending} disabled={JSON.stringify(rules) === JSON.stringify(stored)}>
              {t('common.save')}
            </Button>
          </div>
        )}
      </Stack>
    </form>
  );
}
