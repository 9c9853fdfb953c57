import { Select, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCouponPools } from '@/api/lists';
import { useFormat } from '@/kit/format';
import { PathLink } from '@/kit/PathLink';
import { useFlowActions } from '../builder/useFlowEditing';
import type { FlowStep } from '../model/flow.model';

/** Which coupons a step gives a code of, and how later messages show it. */
export function CouponFields({ step }: { step: FlowStep }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { edit } = useFlowActions();
  const pools = useCouponPools().data ?? [];
  const chosen = pools.find(({ id }) => id === step.pool);
  return (
    <>
      <Select
        label={t('flows.panel.pool')}
        searchable
        data={pools.map(({ id, content }) => ({ value: id, label: content.name }))}
        value={step.pool || null}
        onChange={(pool) => pool && edit(step.id, { pool }, 'pool')}
      />
      <Text size="sm">
        <PathLink path="people/loyalty">{t('flows.panel.pools')}</PathLink>
      </Text>
      {chosen?.left !== undefined && (
        <Text size="sm" fw={chosen.isLow ? 600 : 400}>
          {t(chosen.isLow ? 'flows.panel.poolLow' : 'flows.panel.poolLeft', {
            count: chosen.left,
            shown: format.number(chosen.left),
          })}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {t('flows.panel.couponHelp', { code: '{{ coupon.code }}', expires: '{{ coupon.expires }}' })}
      </Text>
    </>
  );
}
