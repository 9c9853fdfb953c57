import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { type ProcessResult, type ProcessVariant, shortLabel } from '@/kit/process/process.model';
import { medianOf } from '../median.model';
import css from './Process.module.css';

type Props = { result: ProcessResult; request: Schemas['ProcessRequest']; name: (label: string) => string };

/** The sequences that are really gone through, the most frequent first. */
export function Variants({ result, request, name }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const most = result.variants[0]?.count ?? 1;
  return (
    <Section title={t('process.variants')} counted="variants">
      <Text size="xs" c="dimmed" mb={8}>
        {t('process.variantsShown', {
          count: result.distinctVariants,
          shown: format.number(result.variants.length),
          all: format.number(result.distinctVariants),
        })}
        {result.casesNotToldApart > 0 &&
          ` ${t('process.notToldApart', { count: result.casesNotToldApart, shown: format.number(result.casesNotToldApart) })}`}
      </Text>
      <ol className={css.variants}>
        {result.variants.map((variant) => (
          <VariantRow key={variant.labels.join('\u0000')} variant={variant} most={most} request={request} name={name} />
        ))}
      </ol>
    </Section>
  );
}

type RowProps = {
  variant: ProcessVariant;
  most: number;
  request: Schemas['ProcessRequest'];
  name: (label: string) => string;
};

function VariantRow({ variant, most, request, name }: RowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  const words = variant.labels.map((label) => shortLabel(name(label))).join(' → ');
  return (
    <li>
      <button
        type="button"
        className={css.variant}
        title={t('common.seePeople')}
        onClick={() =>
          openPeople({ title: words, query: { kind: 'process', process: request, sequence: variant.labels } })
        }
      >
        <span className={css.variantHead}>
          <strong>{format.percent(variant.share)}</strong>
          <span>{t('process.times', { count: variant.count, shown: format.number(variant.count) })}</span>
          {variant.labels.length > 1 && <span>{medianOf(variant.medianSeconds, variant.interval, format)}</span>}
        </span>
        <span className={css.track} aria-hidden>
          <span className={css.bar} style={{ width: `${(variant.count / most) * 100}%` }} />
        </span>
        <span className={css.sequence}>{words}</span>
      </button>
    </li>
  );
}
