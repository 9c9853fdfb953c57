import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useTemplates } from '@/api/lists';
import { PathLink } from '../PathLink';

type Props = {
  template: string | undefined;
  error?: string | undefined;
  onChange: (template: string | undefined) => void;
};

/** Which template says what is sent; none to write it here. */
export function TemplateSelect({ template, error, onChange }: Props) {
  const { t } = useTranslation();
  const templates = useTemplates().data ?? [];
  const known = templates.map(({ id, name }) => ({ value: id, label: name }));
  const choices =
    template !== undefined && !templates.some(({ id }) => id === template)
      ? [...known, { value: template, label: template }]
      : known;
  return (
    <div>
      <Select
        label={t('templates.choose.label')}
        description={t(template === undefined ? 'templates.choose.none' : 'templates.choose.help')}
        placeholder={t('templates.choose.here')}
        clearable
        searchable
        data={choices}
        value={template ?? null}
        error={error}
        onChange={(chosen) => onChange(chosen ?? undefined)}
      />
      {template !== undefined && (
        <PathLink path={`messages/templates/${template}`}>{t('templates.choose.open')}</PathLink>
      )}
    </div>
  );
}
