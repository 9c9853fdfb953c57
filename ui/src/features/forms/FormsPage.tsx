import { IconForms } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { useForms } from '@/api/lists';
import { DataTable, FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { ListPage } from '@/kit/ListPage';
import { MessageTabs } from '@/kit/MessageTabs';
import { OnOff } from '@/kit/OnOff';
import { Section } from '@/kit/Page';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { FormDrawer } from './FormDrawer';
import { contentOf, type Form, type FormContent, matchOf, newForm, type Result } from './form.model';
import { useRemoveForm, useResults } from './useForms';

type Opened = { form: Form | null; start: FormContent };

/** The forms by which people subscribe, and what came of them. */
export function FormsPage() {
  const { t } = useTranslation();
  const forms = useForms();
  const remove = useRemoveForm();
  const [opened, setOpened] = useState<Opened | null>(null);
  const startNew = () =>
    setOpened({
      form: null,
      start: newForm(t('forms.start.name'), (key, language) => t(`forms.start.${key}.${language}`)),
    });
  return (
    <>
      <ListPage words="forms" icon={IconForms} query={forms} start={startNew} above={<MessageTabs />}>
        {(list) => <FormList forms={list} open={(form) => setOpened({ form, start: contentOf(form) })} />}
      </ListPage>
      {opened && (
        <FormDrawer
          key={opened.form?.id ?? 'new'}
          form={opened.form}
          start={opened.start}
          close={() => setOpened(null)}
          remove={remove.mutate}
        />
      )}
    </>
  );
}

function FormList({ forms, open }: { forms: Form[]; open: (form: Form) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const show = usePeopleDrawer();
  const results = useResults().data ?? [];
  const resultOf = (form: Form): Result | undefined => results.find((one) => one.form === form.id);
  const people = (form: Form, what: 'submitted' | 'confirmed') =>
    show({
      title: `${form.name}: ${t(`forms.column.${what}`)}`,
      query: {
        kind: 'condition',
        condition: { type: 'event', match: matchOf(form.id, what), comparison: 'atLeast', count: 1 },
      },
    });
  const share = (rate: Schemas['Rate'] | undefined, of: number) =>
    rate === undefined || of === 0
      ? ''
      : ` ${format.percent(rate.value)} (${format.percent(rate.low)}–${format.percent(rate.high)})`;
  return (
    <Section title={t('forms.title')} counted="forms" flush>
      <DataTable
        label={t('forms.title')}
        rows={forms}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'name',
            header: t('common.name'),
            cell: (form) => <FigureButton onClick={() => open(form)}>{form.name}</FigureButton>,
          },
          {
            key: 'state',
            header: t('surveys.column.state'),
            cell: ({ active }) => <OnOff on={active} />,
          },
          { key: 'place', header: t('forms.column.place'), cell: ({ place }) => t(`forms.place.${place.kind}`) },
          {
            key: 'shown',
            header: t('forms.column.shown'),
            figure: true,
            cell: (form) => format.number(resultOf(form)?.shown ?? 0),
          },
          {
            key: 'submitted',
            header: t('forms.column.submitted'),
            figure: true,
            cell: (form) => (
              <FigureButton onClick={() => people(form, 'submitted')}>
                {format.number(resultOf(form)?.submitted ?? 0) +
                  share(resultOf(form)?.submitting, resultOf(form)?.shown ?? 0)}
              </FigureButton>
            ),
          },
          {
            key: 'confirmed',
            header: t('forms.column.confirmed'),
            figure: true,
            cell: (form) => (
              <FigureButton onClick={() => people(form, 'confirmed')}>
                {format.number(resultOf(form)?.confirmed ?? 0) +
                  share(resultOf(form)?.confirming, resultOf(form)?.submitted ?? 0)}
              </FigureButton>
            ),
          },
          {
            key: 'waiting',
            header: t('forms.column.waiting'),
            figure: true,
            cell: (form) => format.number(resultOf(form)?.waiting ?? 0),
          },
          {
            key: 'refused',
            header: t('forms.column.refused'),
            figure: true,
            cell: (form) => format.number(resultOf(form)?.refused ?? 0),
          },
        ]}
      />
    </Section>
  );
}
