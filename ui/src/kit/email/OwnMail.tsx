import { Button, Group, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/kit/may';
import { done } from '@/kit/notices';
import { QueryView } from '@/kit/QueryView';
import css from './Email.module.css';
import { FindingLine, Findings } from './Findings';
import { asTemplate, concerns } from './ownMail.model';
import { useFindings, useTestSend } from './useFindings';
import type { MessageDraft } from './usePreview';

/** What to look at in a mail that is written without a template, and a test of it. */
export function OwnMail({ draft }: { draft: MessageDraft }) {
  const { t, i18n } = useTranslation();
  const may = useMay('edit');
  const content = asTemplate(draft, i18n.language);
  const findings = useFindings(content, content.language);
  const test = useTestSend();
  const send = () => test.mutate({ content }, { onSuccess: ({ to }) => done(t('templates.test.sent', { to })) });
  return (
    <section className={css.own} aria-label={t('templates.lint.title')}>
      <Group justify="space-between" gap={8}>
        <Text fw={600}>{t('templates.lint.title')}</Text>
        {may && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconSend size={16} />}
            loading={test.isPending}
            onClick={send}
          >
            {t('templates.test.action')}
          </Button>
        )}
      </Group>
      <QueryView query={findings}>
        {(all) => {
          const own = all.filter((finding) => concerns(finding, draft));
          return (
            <Findings none={own.length === 0}>
              {own.map((finding) => (
                <FindingLine key={JSON.stringify(finding)} {...finding} />
              ))}
            </Findings>
          );
        }}
      </QueryView>
    </section>
  );
}
