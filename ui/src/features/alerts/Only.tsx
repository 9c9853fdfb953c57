import { Group, Input } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSegments } from '@/api/lists';
import { EventFilter } from '@/kit/filter/EventFilter';
import { SegmentSelect } from '@/kit/filter/SegmentSelect';
import { type Narrowing, takesEvents } from './alert.model';

type Props = {
  value: Narrowing;
  /** Kind of the report; dashboards have none. */
  kind: string | undefined;
  onChange: (value: Narrowing) => void;
};

/** Whose events are looked at: a segment's, and those with certain properties. */
export function Only({ value, kind, onChange }: Props) {
  const { t } = useTranslation();
  const { segment, where } = value;
  return (
    <Group grow align="flex-start">
      <Input.Wrapper label={t('alerts.item.segment')}>
        <SegmentSelect
          value={segment ?? null}
          onChange={(next) => onChange({ ...(next === null ? {} : { segment: next }), ...(where ? { where } : {}) })}
        />
      </Input.Wrapper>
      {takesEvents(kind) && (
        <Input.Wrapper label={t('alerts.item.filters')}>
          <EventFilter
            value={where ?? []}
            onChange={(next) =>
              onChange({ ...(segment ? { segment } : {}), ...(next.length > 0 ? { where: next } : {}) })
            }
          />
        </Input.Wrapper>
      )}
    </Group>
  );
}

/** The same in a list: " · only Newsletter, filtered". */
export function OnlyText({ segment, where }: Narrowing) {
  const { t } = useTranslation();
  const segments = useSegments().data;
  const name = segments?.find(({ id }) => id === segment)?.name ?? t('alerts.item.gone');
  const words = [
    ...(segment && segments ? [t('alerts.item.onlySegment', { segment: name })] : []),
    ...(where && where.length > 0 ? [t('alerts.item.filtered')] : []),
  ];
  return words.length === 0 ? null : <> · {words.join(', ')}</>;
}
