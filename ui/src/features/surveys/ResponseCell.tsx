import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { FigureButton } from '@/kit/DataTable';
import type { Scope } from '@/kit/filter/useFilter';
import { useFormat } from '@/kit/format';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { askedQuery } from './survey.model';

type Props = {
  survey: { id: string; name: string };
  way: 'site' | 'mail';
  asked: Schemas['SurveyAsked'] | undefined;
  scope: Scope;
};

/** How many were asked one way, and the share of them who answered. */
export function ResponseCell({ survey, way, asked, scope }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  if (asked === undefined || asked.persons === 0) return <>–</>;
  const { persons, answered, rate } = asked;
  const show = (outcome?: 'converted') => () =>
    openPeople({
      title: `${survey.name}: ${t(outcome ? 'surveys.response.answered' : `surveys.response.asked.${way}`)}`,
      query: askedQuery(survey.id, way, scope, outcome),
    });
  return (
    <>
      <FigureButton onClick={show()}>{format.number(persons)}</FigureButton> →{' '}
      <FigureButton onClick={show('converted')}>{format.number(answered)}</FigureButton> ·{' '}
      {format.percent(rate.value, 0)} ({format.percent(rate.low, 0)} – {format.percent(rate.high, 0)})
    </>
  );
}
