import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useCouponPools } from '@/api/lists';
import { useMay } from '@/kit/may';
import { Page } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { useGo } from '@/kit/useGo';
import { stepIcons } from '../builder/stepIcons';
import { useNames } from '../builder/useNames';
import type { FlowDefinition } from '../model/flow.model';
import { listOf } from '../model/list.model';
import { type FlowTemplate, flowTemplates, templateFlow } from '../model/templates';
import { entryWords, stepWords } from '../model/words.model';
import { useCreateFlow } from '../queries';
import css from './TemplatesPage.module.css';

/** So many steps fit into a preview. */
const shown = 6;

/** Flows to start from, each with its steps. */
export function TemplatesPage() {
  const { t } = useTranslation();
  const create = useCreateFlow();
  const go = useGo();
  const may = useMay('edit');
  const pool = useCouponPools().data?.find(({ content }) => !content.closed)?.id ?? '';
  const start = (name: FlowTemplate) =>
    create.mutate(templateFlow(name, t, pool), { onSuccess: (flow) => go(`flows/${flow.id}`) });
  return (
    <Page
      title={t('flowtemplates.title')}
      sentence={t('flowtemplates.sentence')}
      above={<PathLink path="flows">{t('flows.title')}</PathLink>}
    >
      <ul className={css.templates}>
        {flowTemplates.map((name) => (
          <li key={name} className={css.template}>
            <h2 className={css.title}>{t(`flowtemplates.${name}.title`)}</h2>
            <p className={css.text}>{t(`flowtemplates.${name}.text`)}</p>
            <Steps name={name} />
            {may && (
              <button type="button" className={css.use} disabled={create.isPending} onClick={() => start(name)}>
                {t('flowtemplates.use', { name: t(`flowtemplates.${name}.title`) })}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Page>
  );
}

function Steps({ name }: { name: FlowTemplate }) {
  const { t } = useTranslation();
  const names = useNames();
  const definition: FlowDefinition = useMemo(() => templateFlow(name, t).definition, [name, t]);
  const steps = listOf(definition).filter(({ step }) => step.type !== 'exit');
  const Entry = stepIcons.entry;
  return (
    <ol className={css.steps} aria-label={t('flowtemplates.steps', { name: t(`flowtemplates.${name}.title`) })}>
      <li>
        <Entry size={14} aria-hidden /> <span>{entryWords(t, names, definition.entry)}</span>
      </li>
      {steps.slice(0, shown).map(({ step, depth }) => {
        const Icon = stepIcons[step.type];
        return (
          <li key={step.id} style={{ paddingLeft: Math.min(depth, 3) * 12 }} data-type={step.type}>
            <Icon size={14} aria-hidden /> <span>{step.name ?? stepWords(t, names, step)}</span>
          </li>
        );
      })}
      {steps.length > shown && <li className={css.more}>{t('flowtemplates.more', { count: steps.length - shown })}</li>}
    </ol>
  );
}
