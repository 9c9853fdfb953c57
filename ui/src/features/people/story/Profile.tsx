import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { Section } from '@/kit/Page';
import { CompanyOfPerson } from '../companies/CompanyOfPerson';
import { ListsOfPerson } from '../lists/ListsOfPerson';
import { ConsentPanel } from './ConsentPanel';
import { Merges } from './Merges';
import css from './Profile.module.css';
import { Traits } from './Traits';

/** Who the person is: identities, consent, traits, segments. */
export function Profile({ person }: { person: Schemas['PersonDetail'] }) {
  const { t } = useTranslation();
  return (
    <Stack gap={16}>
      <Section title={t('people.story.identities')}>
        <dl className={css.rows}>
          {person.identities.map((identity) => (
            <div key={`${identity.kind}:${identity.value}`}>
              <dt>{t(`people.story.identity.${identity.kind}`)}</dt>
              <dd className={css.code}>{identity.value}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title={t('people.story.consent')}>
        <ConsentPanel person={person} />
      </Section>
      <CompanyOfPerson person={person} />
      <ListsOfPerson person={person.id} />
      <Traits person={person} />
      <Merges person={person} />
      {person.segments.length > 0 && (
        <Section title={t('people.segments.title')} counted="segments">
          <ul className={css.plain}>
            {person.segments.map((segment) => (
              <li key={segment}>{segment}</li>
            ))}
          </ul>
        </Section>
      )}
    </Stack>
  );
}
