import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import css from '../Rfm.module.css';

type Parameter = Schemas['ModelParameter'] & { model: string };

/** The fitted models with their parameters, for those who want to check them. */
export function ModelDetails({ prediction }: { prediction: Schemas['ValuePrediction'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const buying = t(`commerce.model.${prediction.model}`);
  const rows: Parameter[] = [
    ...prediction.parameters.map((parameter) => ({ ...parameter, model: buying })),
    ...(prediction.spending?.parameters ?? []).map((parameter) => ({ ...parameter, model: 'Gamma-Gamma' })),
  ];
  return (
    <Section title={t('commerce.models.title')} counted="valueModels" flush>
      <p className={css.inset}>
        {t('commerce.models.sentence', { model: buying, likelihood: format.number(prediction.logLikelihood, 1) })}
        {prediction.spending &&
          ` ${t('commerce.models.spending', {
            customers: format.number(prediction.spending.customers),
            likelihood: format.number(prediction.spending.logLikelihood, 1),
          })}`}
      </p>
      <DataTable
        label={t('commerce.models.title')}
        rows={rows}
        rowKey={(row) => `${row.model} ${row.name}`}
        columns={[
          { key: 'model', header: t('commerce.value.model'), cell: (row) => row.model },
          { key: 'name', header: t('commerce.models.parameter'), cell: (row) => row.name },
          {
            key: 'value',
            header: t('commerce.models.value'),
            figure: true,
            cell: (row) => format.number(row.value, 3),
          },
          {
            key: 'error',
            header: t('commerce.models.error'),
            figure: true,
            cell: (row) =>
              row.relativeError === undefined ? t('commerce.models.limit') : `± ${format.percent(row.relativeError)}`,
          },
        ]}
      />
    </Section>
  );
}
