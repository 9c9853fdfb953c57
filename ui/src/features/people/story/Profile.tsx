import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { Section } from '@/kit/Page';
import { ConsentPanel } from './ConsentPanel';
import css from './Profile.module.css';
import { propertyRows } from './story.model';

/** Who the person is: identities, consent, traits, segments. */
export function Profile({ person }: { person: Schemas['PersonDetail'] }) {
  const { t } = useTranslation();
  const traits = propertyRows(person.traits);
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
          {(person.mergedFrom ?? []).map((id) => (
            <div key={id}>
              <dt>{t('people.story.merged')}</dt>
              <dd className={css.code}>{id}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title={t('people.story.consent')}>
        <ConsentPanel person={person} />
      </Section>
      {traits.length > 0 && (
        <Section title={t('people.story.traits')}>
          <dl className={css.rows}>
            {traits.map(([key, value]) => (
              <div key={key}>
                <dt>{key}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
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
