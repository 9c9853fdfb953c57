import { Button, Text, TextInput } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Section } from '@/kit/Page';
import { type Chosen, PersonSelect } from '@/kit/people/PersonSelect';
import { ErrorState } from '@/kit/states';
import css from './PushPage.module.css';
import { useTestPush } from './usePush';

/** A message to the browsers of one person, now. */
export function TestSection() {
  const { t } = useTranslation();
  const [person, setPerson] = useState<Chosen | null>(null);
  const [title, setTitle] = useState('');
  const test = useTestPush();
  return (
    <Section title={t('push.test.title')}>
      <Text size="sm" mb={12}>
        {t('push.test.text')}
      </Text>
      <div className={css.fields}>
        <PersonSelect
          label={t('push.test.person')}
          placeholder={t('push.test.placeholder')}
          person={person}
          choose={setPerson}
        />
        <TextInput
          label={t('push.field.title')}
          maxLength={120}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Button
          variant="default"
          style={{ justifySelf: 'start' }}
          leftSection={<IconSend size={16} />}
          loading={test.isPending}
          disabled={person === null || title.trim() === ''}
          onClick={() => person && test.mutate({ person: person.id, title })}
        >
          {t('push.test.action')}
        </Button>
        {test.isError && <ErrorState error={test.error} />}
        {test.data && (
          <ul className={css.tested} aria-live="polite">
            {test.data.map(({ browser, reason }, place) => (
              <li key={`${browser}${place}`}>
                {browser}: {reason ?? t('push.test.taken')}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Section>
  );
}
