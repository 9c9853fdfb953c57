import { Alert as Hint, MultiSelect, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRecipients } from './queries';

type Props = {
  users: string[];
  language: 'en' | 'it';
  onUsers: (users: string[]) => void;
  onLanguage: (language: 'en' | 'it') => void;
};

/** Who is told, and in which language. */
export function Recipients({ users, language, onUsers, onLanguage }: Props) {
  const { t } = useTranslation();
  const recipients = useRecipients();
  return (
    <>
      <MultiSelect
        label={t('alerts.form.users')}
        data={(recipients.data?.users ?? []).map(({ id, name, email }) => ({ value: id, label: `${name} · ${email}` }))}
        value={users}
        onChange={onUsers}
        searchable
      />
      {recipients.data?.canSend === false && (
        <Hint color="warm" variant="light">
          {t('alerts.form.noMail')}
        </Hint>
      )}
      <Select
        label={t('alerts.form.language')}
        allowDeselect={false}
        data={[
          { value: 'en', label: 'English' },
          { value: 'it', label: 'Italiano' },
        ]}
        value={language}
        onChange={(value) => onLanguage(value === 'it' ? 'it' : 'en')}
      />
    </>
  );
}
