import { Group, NumberInput, SegmentedControl, Select, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDrawer, useDraft } from '@/kit/edit/FormDrawer';
import { useWorkspace } from '@/kit/workspace';
import { type BenefitKind, benefitOf, type CouponContent, type CouponPool, cleaned, exampleOf } from './coupon.model';
import { useRemoveCoupons, useSaveCoupons } from './useCoupons';

type Props = { pool: CouponPool | null; start: CouponContent; close: () => void };
type FieldsProps = {
  draft: CouponContent;
  errors: Record<string, string>;
  set: (change: Partial<CouponContent>) => void;
};

/** An empty field takes the limit away. */
const orNone = (value: string | number) => (typeof value === 'number' ? value : undefined);

/** Coupons of one kind: what they are worth, how their codes are made, for how long and for how many. */
export function CouponDrawer({ pool, start, close }: Props) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<CouponContent>(start);
  const save = useSaveCoupons();
  const remove = useRemoveCoupons();
  const { errors, submit } = useDraft(save, t('loyalty.coupons.noName'), close);
  const set = (change: Partial<CouponContent>) => setDraft((before) => ({ ...before, ...change }) as CouponContent);
  const fields = { draft, errors, set };
  return (
    <FormDrawer
      title={pool === null ? t('loyalty.coupons.new') : draft.name}
      busy={save.isPending}
      submit={() => submit(pool?.id ?? null, draft, cleaned(draft))}
      close={close}
      remove={pool && pool.codes.given === 0 ? () => remove.mutate(pool, { onSuccess: close }) : undefined}
    >
      <TextInput
        label={t('common.name')}
        required
        maxLength={100}
        data-autofocus
        value={draft.name}
        error={errors.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <Textarea
        label={t('loyalty.coupons.description')}
        autosize
        maxLength={2000}
        value={draft.description ?? ''}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
      <BenefitFields {...fields} />
      <CodeFields {...fields} isNew={pool === null} />
      <LimitFields {...fields} />
      {pool && (
        <Switch
          label={t('loyalty.coupons.close')}
          description={t('loyalty.coupons.closeHelp')}
          checked={draft.closed ?? false}
          onChange={(event) => set({ closed: event.currentTarget.checked })}
        />
      )}
    </FormDrawer>
  );
}

function BenefitFields({ draft, set }: FieldsProps) {
  const { t } = useTranslation();
  const { currency } = useWorkspace();
  const { benefit } = draft;
  return (
    <Group gap={8} align="flex-end" grow>
      <Select
        label={t('loyalty.coupons.benefit')}
        allowDeselect={false}
        data={(['percent', 'amount', 'freeShipping'] as const).map((kind) => ({
          value: kind,
          label: t(`loyalty.benefit.${kind}`),
        }))}
        value={benefit.kind}
        onChange={(kind) => kind && set({ benefit: benefitOf(kind as BenefitKind, benefit, currency) })}
      />
      {benefit.kind === 'percent' && (
        <NumberInput
          label={t('loyalty.benefit.howMuch')}
          min={0}
          max={100}
          suffix=" %"
          value={benefit.percent ?? ''}
          onChange={(percent) => typeof percent === 'number' && set({ benefit: { ...benefit, percent } })}
        />
      )}
      {benefit.kind === 'amount' && (
        <>
          <NumberInput
            label={t('loyalty.benefit.howMuch')}
            min={0}
            decimalScale={2}
            value={benefit.amount ?? ''}
            onChange={(amount) => typeof amount === 'number' && set({ benefit: { ...benefit, amount } })}
          />
          <TextInput
            label={t('loyalty.benefit.currency')}
            maxLength={3}
            value={benefit.currency ?? ''}
            onChange={(event) => set({ benefit: { ...benefit, currency: event.currentTarget.value.toUpperCase() } })}
          />
        </>
      )}
    </Group>
  );
}

function CodeFields({ draft, errors, set, isNew }: FieldsProps & { isNew: boolean }) {
  const { t } = useTranslation();
  const made = draft.pattern !== undefined;
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {t('loyalty.coupons.codes')}
      </Text>
      {isNew && (
        <SegmentedControl
          fullWidth
          mb={8}
          data={[
            { value: 'made', label: t('loyalty.coupons.made') },
            { value: 'uploaded', label: t('loyalty.coupons.uploaded') },
          ]}
          value={made ? 'made' : 'uploaded'}
          onChange={(how) =>
            set(how === 'made' ? { pattern: 'WELCOME-????-????' } : { pattern: undefined, stock: undefined })
          }
        />
      )}
      {made ? (
        <TextInput
          aria-label={t('loyalty.coupons.pattern')}
          description={t('loyalty.coupons.patternHelp', { example: exampleOf(draft.pattern ?? '') })}
          maxLength={40}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          value={draft.pattern ?? ''}
          error={errors.pattern}
          onChange={(event) => set({ pattern: event.currentTarget.value })}
        />
      ) : (
        <Text size="xs" c="dimmed">
          {t(isNew ? 'loyalty.coupons.uploadLater' : 'loyalty.coupons.uploadThere')}
        </Text>
      )}
    </div>
  );
}

function LimitFields({ draft, errors, set }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Group gap={8} align="flex-start" grow>
        <NumberInput
          label={t('loyalty.coupons.validDays')}
          min={1}
          max={3660}
          allowDecimal={false}
          placeholder={t('loyalty.coupons.forEver')}
          value={draft.validDays ?? ''}
          error={errors.validDays}
          onChange={(days) => set({ validDays: orNone(days) })}
        />
        <TextInput
          type="date"
          label={t('loyalty.coupons.validUntil')}
          value={draft.validUntil ?? ''}
          error={errors.validUntil}
          onChange={(event) => set({ validUntil: event.currentTarget.value })}
        />
      </Group>
      <Text size="xs" c="dimmed">
        {t('loyalty.coupons.validHelp')}
      </Text>
      <Group gap={8} align="flex-start" grow>
        {draft.pattern !== undefined && (
          <NumberInput
            label={t('loyalty.coupons.stock')}
            min={1}
            max={1_000_000}
            allowDecimal={false}
            placeholder={t('loyalty.coupons.noEnd')}
            value={draft.stock ?? ''}
            error={errors.stock}
            onChange={(stock) => set({ stock: orNone(stock) })}
          />
        )}
        <NumberInput
          label={t('loyalty.coupons.perPerson')}
          min={1}
          max={1000}
          allowDecimal={false}
          value={draft.perPerson ?? 1}
          error={errors.perPerson}
          onChange={(perPerson) => set({ perPerson: orNone(perPerson) })}
        />
      </Group>
      <Text size="xs" c="dimmed">
        {t('loyalty.coupons.perPersonHelp')}
      </Text>
    </>
  );
}
