import { Button, Stack, Textarea, TextInput, Tooltip } from '@mantine/core';
import { IconCode, IconDeviceFloppy, IconHistory, IconSend } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, fieldMessages } from '@/api/problem';
import layout from '@/kit/Columns.module.css';
import { UndoButtons } from '@/kit/edit/EditBar';
import { Tone } from '@/kit/email/Tone';
import { useTestSend } from '@/kit/email/useFindings';
import { Fields, useMay } from '@/kit/may';
import { done, failed } from '@/kit/notices';
import { Page, Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { LoadingState } from '@/kit/states';
import { LanguageBar } from './LanguageBar';
import { Checklist } from './lint/Checklist';
import { TemplatePreview } from './TemplatePreview';
import { contentOf, lineOf, type Template, type Variant, withVariant } from './template.model';
import { Uses } from './Uses';
import { useEditing } from './useEditing';
import { useMjml, useSaveTemplate } from './useTemplates';
import { VersionsDrawer } from './VersionsDrawer';

const CodeView = lazy(() => import('./code/CodeView').then((module) => ({ default: module.CodeView })));
const BlockEditor = lazy(() => import('./blocks/BlockEditor').then((module) => ({ default: module.BlockEditor })));

/** What a template says, beside how it arrives. */
export function TemplateEditor({ template }: { template: Template }) {
  const { t } = useTranslation();
  const may = useMay('edit');
  const editing = useEditing(template);
  const { content, change } = editing;
  const [language, setLanguage] = useState(content.language);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [versions, setVersions] = useState(false);
  const save = useSaveTemplate(template.id);
  const test = useTestSend();
  const mjml = useMjml();
  const shown = content.variants[language] === undefined ? content.language : language;
  const variant = content.variants[shown] ?? {};
  const set = (part: Partial<Variant>, key?: string) =>
    change((before) => withVariant(before, shown, part), key && `${shown}:${key}`);
  const faultOf = (field: string) => errors[`/variants/${shown}/${field}`] ?? errors[`variants/${shown}/${field}`];
  const store = () =>
    save.mutate(
      { content, revision: template.revision },
      {
        onSuccess: () => {
          editing.kept(content);
          setErrors({});
          done(t('common.saved'));
        },
        onError: (error) => {
          setErrors(fieldMessages(asProblem(error)));
          failed(error);
        },
      },
    );
  const tried = () =>
    test.mutate({ content, language: shown }, { onSuccess: ({ to }) => done(t('templates.test.sent', { to })) });
  return (
    <Page
      wide
      above={<PathLink path="messages/templates">{t('templates.title')}</PathLink>}
      title={content.name || t('templates.first.name')}
      sentence={t('templates.editor.sentence', { format: t(`templates.format.${content.format}`) })}
      actions={
        <>
          {may && <UndoButtons {...editing} />}
          <Button variant="default" leftSection={<IconHistory size={16} />} onClick={() => setVersions(true)}>
            {t('templates.versions.title')}
          </Button>
          {may && (
            <>
              <Button variant="default" leftSection={<IconSend size={16} />} loading={test.isPending} onClick={tried}>
                {t('templates.test.action')}
              </Button>
              <Button
                leftSection={<IconDeviceFloppy size={16} />}
                loading={save.isPending}
                disabled={!editing.dirty}
                onClick={store}
              >
                {t('common.save')}
              </Button>
            </>
          )}
        </>
      }
    >
      <div className={layout.columns}>
        <Stack gap={16} miw={0}>
          <Section title={t('templates.editor.what')}>
            <Fields>
              <Stack gap={12}>
                <TextInput
                  label={t('common.name')}
                  maxLength={120}
                  value={content.name}
                  error={errors.name}
                  onChange={(event) => {
                    const name = event.currentTarget.value;
                    change((before) => ({ ...before, name }), 'name');
                  }}
                />
                <LanguageBar content={content} language={shown} choose={setLanguage} change={change} />
                <Tone />
                <TextInput
                  label={t('templates.subject')}
                  value={variant.subject ?? ''}
                  error={faultOf('subject')}
                  onChange={(event) => set({ subject: event.currentTarget.value }, 'subject')}
                />
                <TextInput
                  label={t('templates.preheader')}
                  description={t('templates.preheaderHelp')}
                  value={variant.preheader ?? ''}
                  error={faultOf('preheader')}
                  onChange={(event) => set({ preheader: event.currentTarget.value }, 'preheader')}
                />
              </Stack>
            </Fields>
          </Section>
          <Suspense fallback={<LoadingState rows={8} />}>
            {content.format === 'blocks' ? (
              <BlockEditor
                key={shown}
                blocks={variant.blocks ?? []}
                fault={faultOf('blocks')}
                change={(blocks, key) => set({ blocks }, key)}
                actions={
                  may && (
                    <Tooltip label={t('templates.asMjmlHelp')} multiline maw={280}>
                      <Button
                        size="compact-sm"
                        variant="subtle"
                        leftSection={<IconCode size={16} />}
                        loading={mjml.isPending}
                        onClick={() => mjml.mutate(content, { onSuccess: (coded) => change(() => coded) })}
                      >
                        {t('templates.asMjml')}
                      </Button>
                    </Tooltip>
                  )
                }
              />
            ) : (
              <Section title={t(`templates.format.${content.format}`)}>
                <CodeView
                  key={shown}
                  label={t(`templates.format.${content.format}`)}
                  value={variant.source ?? ''}
                  fault={lineOf(faultOf('source') ?? '')}
                  error={faultOf('source')}
                  onChange={(source) => set({ source }, 'source')}
                />
              </Section>
            )}
          </Suspense>
          <Section title={t('templates.text.title')}>
            <Fields>
              <Textarea
                aria-label={t('templates.text.title')}
                description={t('templates.text.help')}
                autosize
                minRows={2}
                maxRows={12}
                value={variant.text ?? ''}
                error={faultOf('text')}
                onChange={(event) => set({ text: event.currentTarget.value }, 'text')}
              />
            </Fields>
          </Section>
          <Checklist content={content} language={shown} change={change} />
          <Uses template={template} />
        </Stack>
        <div className={layout.beside}>
          <TemplatePreview content={content} language={shown} />
        </div>
      </div>
      {versions && (
        <VersionsDrawer
          template={template}
          dirty={editing.dirty}
          restored={(now) => editing.replaced(contentOf(now))}
          close={() => setVersions(false)}
        />
      )}
    </Page>
  );
}
