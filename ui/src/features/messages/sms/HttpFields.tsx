import { ActionIcon, Button, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SetSettings, SmsSettings } from './GatewaySection';
import css from './SmsPage.module.css';

const example = {
  json: '{"to": {{ to_json }}, "text": {{ text_json }}}',
  form: 'to={{ to | url_encode }}&text={{ text | url_encode }}',
};

/** The call of any gateway, and what a good answer is. */
export function HttpFields({ settings, set }: { settings: SmsSettings; set: SetSettings }) {
  const { t } = useTranslation();
  const format = settings.format ?? 'json';
  const headers = settings.headers ?? [];
  const setHeader = (place: number, change: { name?: string; value?: string }) =>
    set({ headers: headers.map((header, at) => (at === place ? { ...header, ...change } : header)) });
  return (
    <>
      <TextInput
        type="url"
        required
        label={t('sms.http.url')}
        placeholder="https://"
        value={settings.url ?? ''}
        onChange={(event) => set({ url: event.currentTarget.value })}
      />
      <SegmentedControl
        aria-label={t('sms.http.format')}
        value={format}
        data={[
          { value: 'json', label: 'JSON' },
          { value: 'form', label: t('sms.http.form') },
        ]}
        onChange={(value) => set({ format: value as 'json' | 'form' })}
      />
      <Textarea
        required
        autosize
        minRows={3}
        classNames={{ input: css.code ?? '' }}
        label={t('sms.http.body')}
        description={t('sms.http.bodyHelp')}
        placeholder={example[format]}
        value={settings.body ?? ''}
        onChange={(event) => set({ body: event.currentTarget.value })}
      />
      {headers.map((header, place) => (
        <div key={place} className={css.header}>
          <TextInput
            label={t('sms.http.headerName')}
            placeholder="Authorization"
            value={header.name}
            onChange={(event) => setHeader(place, { name: event.currentTarget.value })}
          />
          <TextInput
            label={t('sms.http.headerValue')}
            placeholder="Bearer {{ secret }}"
            value={header.value}
            onChange={(event) => setHeader(place, { value: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t('sms.http.removeHeader', { name: header.name })}
            onClick={() => set({ headers: headers.filter((_, at) => at !== place) })}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        className={css.button ?? ''}
        leftSection={<IconPlus size={14} />}
        onClick={() => set({ headers: [...headers, { name: '', value: '' }] })}
      >
        {t('sms.http.addHeader')}
      </Button>
      <TextInput
        label={t('sms.http.contains')}
        description={t('sms.http.containsHelp')}
        value={settings.contains ?? ''}
        onChange={(event) => set({ contains: event.currentTarget.value })}
      />
    </>
  );
}
