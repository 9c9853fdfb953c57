import { Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { Figure, Figures } from '@/kit/Figures';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { EmptyState } from '@/kit/states';
import {
  type CommerceDefinition,
  type CommerceRequest,
  type CommerceResult,
  horizonChoices,
  models,
} from '../commerce.model';
import { useCommercePeople } from '../useCommercePeople';
import { BestFit } from './BestFit';
import { ModelDetails } from './ModelDetails';
import { RiskTable } from './RiskTable';
import { TenthsTable } from './TenthsTable';

type Settings = { value: CommerceDefinition; change: (change: Partial<CommerceDefinition>) => void };
type Props = Settings & { result: CommerceResult; request: CommerceRequest };

/** What customers have been worth and, where enough of them came back, what they are expected to be worth. */
export function ValueSection({ result, request, value, change }: Props) {
  const { t } = useTranslation();
  const { prediction, noPrediction, customers } = result.value;
  if (customers === 0) return null;
  return (
    <>
      <Section
        title={t('commerce.value.title')}
        counted="lifetimeValue"
        actions={<Choices value={value} change={change} />}
      >
        <Worth value={result.value} request={request} />
        {noPrediction && <NoPrediction reason={noPrediction} />}
        {prediction && (
          <BestFit chosen={prediction.model} fits={result.value.fits} onChoose={(model) => change({ model })} />
        )}
      </Section>
      {prediction && (
        <>
          <RiskTable
            prediction={prediction}
            request={request}
            once={customers - result.value.repeatCustomers}
            onLeaving={() => change({ model: 'mbgNbd' })}
          />
          <TenthsTable prediction={prediction} request={request} />
          <ModelDetails prediction={prediction} />
        </>
      )}
    </>
  );
}

function Choices({ value, change }: Settings) {
  const { t } = useTranslation();
  return (
    <Group gap={8}>
      <Select
        aria-label={t('commerce.value.model')}
        w={140}
        allowDeselect={false}
        data={models.map((key) => ({ value: key, label: t(`commerce.model.${key}`) }))}
        value={value.model ?? 'bgNbd'}
        onChange={(model) => model && change({ model: model as (typeof models)[number] })}
      />
      <Select
        aria-label={t('commerce.value.horizon')}
        w={140}
        allowDeselect={false}
        data={horizonChoices.map((days) => ({ value: String(days), label: t(`commerce.horizon.${days}`) }))}
        value={String(value.horizonDays ?? 365)}
        onChange={(days) => days && change({ horizonDays: Number(days) })}
      />
      <NumberInput
        aria-label={t('commerce.value.discount')}
        title={t('commerce.value.discount')}
        w={90}
        min={0}
        max={100}
        suffix=" %"
        decimalScale={1}
        value={Math.round((value.discountRate ?? 0.1) * 1000) / 10}
        onChange={(next) => typeof next === 'number' && change({ discountRate: next / 100 })}
      />
    </Group>
  );
}

function Worth({ value, request }: { value: Schemas['CustomerValue']; request: CommerceRequest }) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = useCommercePeople(request);
  const { prediction } = value;
  return (
    <Stack gap={12}>
      <Figures columns={prediction ? 5 : 3}>
        <Figure
          label={t('commerce.figure.customers')}
          value={format.number(value.customers)}
          onClick={() => openPeople(t('commerce.people.customers'), { figure: 'customers' })}
        />
        <Figure label={t('commerce.value.observed')} value={format.money(value.observed)} />
        <Figure label={t('commerce.value.observedEach')} value={format.money(value.observed / value.customers)} />
        {prediction && (
          <>
            <Figure label={t('commerce.value.expected')} value={format.money(prediction.expectedValue)} />
            <Figure label={t('commerce.value.expectedEach')} value={format.money(prediction.averageValue)} />
          </>
        )}
      </Figures>
      {prediction && (
        <Text size="sm" c="dimmed">
          {t('commerce.value.sentence', {
            orders: format.number(prediction.expectedOrders),
            days: format.number(prediction.horizonDays),
            rate: format.percent(prediction.discountRate),
            model: t(`commerce.model.${prediction.model}`),
          })}{' '}
          {!prediction.spending && t('commerce.value.noSpending')}
        </Text>
      )}
    </Stack>
  );
}

function NoPrediction({ reason }: { reason: NonNullable<Schemas['CustomerValue']['noPrediction']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <EmptyState
      title={t('commerce.none.title')}
      text={t(`commerce.none.${reason.reason}`, {
        shown: format.number(reason.repeatCustomers),
        least: format.number(reason.leastRepeatCustomers),
      })}
    />
  );
}
