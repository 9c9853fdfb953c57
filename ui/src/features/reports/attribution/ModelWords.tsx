import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Section } from '@/kit/Page';
import { models } from './attribution.model';
import css from './ModelWords.module.css';

/** How each model counts, in plain words. */
export function ModelWords() {
  const { t } = useTranslation();
  return (
    <Section title={t('attribution.howTitle')}>
      <dl className={css.list}>
        {models.map((model) => (
          <div key={model}>
            <dt>{t(`attribution.models.${model}`)}</dt>
            <dd>
              <Text size="sm" c="dimmed" component="span">
                {t(`attribution.how.${model}`)}
              </Text>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
