import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useObservedSchema } from '@/api/lists';
import { newId } from '@/kit/edit/newId';
import { FindingLine, Findings } from '@/kit/email/Findings';
import { useFindings } from '@/kit/email/useFindings';
import { useMay } from '@/kit/may';
import { Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { names } from '../code/completion.model';
import type { TemplateContent } from '../template.model';
import type { Change } from '../useEditing';
import { type Finding, mendOf, unknownValues } from './lint.model';

type Props = { content: TemplateContent; language: string; change: Change };

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
          <Findings none={list.length + unknown.length === 0}>
            {list.map((finding) => (
              <Item key={JSON.stringify(finding)} finding={finding} change={change} language={language} />
            ))}
            {unknown.map((value) => (
              <FindingLine key={value} weight="advice" code="unknownValue" detail={value} />
            ))}
          </Findings>
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
    <FindingLine weight={finding.weight} code={finding.code} detail={finding.detail}>
      {may && mend && (
        <Button size="compact-sm" variant="light" onClick={() => change((before) => mend(before, language))}>
          {t(`templates.lint.mend.${finding.code}`, t('templates.brand.mend'))}
        </Button>
      )}
      {inBrand && <PathLink path="messages/brand">{t('templates.brand.title')}</PathLink>}
    </FindingLine>
  );
}
