import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Block, Of } from './block.model';
import { LightField } from './LightField';

/** What a coupon shows that the flow gave on the way to the mail. */
const codeOfFlow = '{{ coupon.code }}';

/** The words above a code, and which code: that of the flow, or one that everybody types. */
export function CouponFields({ block, change }: { block: Of<'coupon'>; change: (part: Partial<Block>) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <LightField label={t('templates.block.couponText')} value={block.text} onChange={(text) => change({ text })} />
      <Switch
        label={t('templates.block.couponOfFlow')}
        description={t('templates.block.couponOfFlowHelp')}
        checked={block.code === codeOfFlow}
        onChange={(event) => change({ code: event.currentTarget.checked ? codeOfFlow : '' })}
      />
      {block.code !== codeOfFlow && (
        <LightField
          single
          label={t('templates.block.couponCode')}
          description={t('templates.block.couponHelp')}
          value={block.code}
          onChange={(code) => change({ code })}
        />
      )}
    </>
  );
}
