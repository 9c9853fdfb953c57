import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle, IconBulb, IconCheck } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { useObservedSchema } from '@/api/lists';
import { newId } from '@/kit/edit/newId';
import { useMay } from '@/kit/may';
import { Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { useWorkspaceId } from '@/kit/workspace';
import { names } from '../code/completion.model';
import type { TemplateContent } from '../template.model';
import type { Change } from '../useEditing';
import css from './Checklist.module.css';
import { type Finding, mendOf, unknownValues } from './lint.model';

type Props = { content: TemplateContent; language: string; change: Change };

function useFindings(content: TemplateContent, language: string) {
  const workspace = useWorkspaceId();
  const [draft] = useDebouncedValue(content, 700);
  return useQuery({
    queryKey: [workspace, 'template-check', language, JSON.stringify(draft)],
    queryFn: () =>
      answer(
        api.POST('/api/workspaces/{workspace}/templates/check', {
          params: { path: { workspace } },
          body: { content: draft, language },
        }),
      ),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
}

/** What to look at before the mail is sent, in plain words, with what to do. */
export function Checklist({ content, language, change }: Props) {
  const { t } = useTranslation();
  const findings = useFindings(content, language);
  const schema = useObservedSchema().data;
  const known = names(schema)
    .filter(({ kind }) => kind === 'trait')
    .map(({ label }) => label);
  const unknown = schema === undefined ? [] : unknownValues(content, language, known);
  return (
    <Section title={t('templates.lint.title')}>
      <QueryView query={findings}>
        {(list) => (
          <ul className={css.list}>
            {list.map((finding) => (
              <Item key={JSON.stringify(finding)} finding={finding} change={change} language={language} />
            ))}
            {unknown.map((value) => (
              <Line key={value} weight="advice" code="unknownValue" detail={value} />
            ))}
            {list.length + unknown.length === 0 && (
              <li className={css.item}>
                <IconCheck size={18} color="var(--good)" aria-hidden />
                <span>{t('templates.lint.none')}</span>
              </li>
            )}
          </ul>
        )}
      </QueryView>
    </Section>
  );
}

function Item({ finding, change, language }: { finding: Finding; change: Change; language: string }) {
  const { t } = useTranslation();
  const may = useMay('edit');
  const words = { footer: t('templates.block.first.footer'), unsubscribe: t('flows.email.unsubscribe') };
  const mend = mendOf(finding, words, newId());
  const inBrand = finding.code === 'noAddress' || finding.code === 'lowContrast';
  return (
    <Line weight={finding.weight} code={finding.code} detail={finding.detail ?? ''}>
      {may && mend && (
        <Button size="compact-sm" variant="light" onClick={() => change((before) => mend(before, language))}>
          {t(`templates.lint.mend.${finding.code}`, t('templates.brand.mend'))}
        </Button>
      )}
      {inBrand && <PathLink path="messages/brand">{t('templates.brand.title')}</PathLink>}
    </Line>
  );
}

type LineProps = { weight: Finding['weight']; code: string; detail: string; children?: ReactNode };

function Line({ weight, code, detail, children }: LineProps) {
  const { t } = useTranslation();
  const problem = weight === 'problem';
  return (
    <li className={css.item} data-testid={`finding-${code}`}>
      {problem ? (
        <IconAlertTriangle size={18} color="var(--bad)" aria-label={t('templates.lint.problem')} />
      ) : (
        <IconBulb size={18} color="var(--highlight)" aria-label={t('templates.lint.advice')} />
      )}
      <span className={css.words}>
        <strong>{t(`templates.lint.${code}.what`, { detail })}</strong>
        <br />
        {t(`templates.lint.${code}.todo`)} {children}
      </span>
    </li>
  );
}
