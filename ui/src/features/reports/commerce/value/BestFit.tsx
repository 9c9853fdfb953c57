import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { useFormat } from '@/kit/format';
import { HowCounted } from '@/kit/HowCounted';

type Props = {
  fits: Schemas['CustomerValue']['fits'];
  chosen: Schemas['BuyingModel'];
  onChoose: (model: Schemas['BuyingModel']) => void;
};

/** Which model of buying fits these customers best, by how much, and the way to it. */
export function BestFit({ fits, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const [best, ...others] = fits;
  if (!best || others.length === 0) return null;
  const name = (model: Schemas['BuyingModel']) => t(`commerce.model.${model}`);
  const shown = (fit: Props['fits'][number]) => `${name(fit.model)} ${format.number(fit.logLikelihood, 1)}`;
  return (
    <Text size="sm" c="dimmed" mt={8}>
      {t('commerce.fit.sentence', {
        model: name(best.model),
        likelihood: format.number(best.logLikelihood, 1),
        others: others.map(shown).join(', '),
      })}{' '}
      {best.model !== chosen && (
        <Anchor component="button" type="button" size="sm" onClick={() => onChoose(best.model)}>
          {t('commerce.fit.use', { model: name(best.model) })}
        </Anchor>
      )}{' '}
      <HowCounted topic="modelFit" />
    </Text>
  );
}
