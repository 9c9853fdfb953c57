import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { useFormat } from '@/kit/format';

/** What a coupon is worth, in a few words. */
export function useBenefitWords() {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ kind, percent = 0, amount = 0, currency = 'EUR' }: Schemas['CouponBenefit']): string => {
    switch (kind) {
      case 'percent':
        return t('loyalty.benefit.offPercent', { percent: format.number(percent) });
      case 'amount':
        return t('loyalty.benefit.offAmount', { amount: format.number(amount), currency });
      case 'freeShipping':
        return t('loyalty.benefit.freeShipping');
    }
  };
}
