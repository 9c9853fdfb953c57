import { useTranslation } from 'react-i18next';
import { blueprintOf } from '../model/blueprint.model';
import { MapTable } from './MapTable';
import type { ViewProps } from './View';

/** What customers do, what they see, and what happens behind it. */
export function BlueprintView({ content, open }: ViewProps) {
  const { t } = useTranslation();
  const { map, lines } = blueprintOf(content);
  const words = new Map([...lines].map(([lane, part]) => [lane, t(`mapviews.blueprint.above.${part}`)]));
  return <MapTable map={map} label={t('mapviews.blueprint.title')} lines={words} open={open} />;
}
