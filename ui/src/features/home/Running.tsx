import { Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { flowsQuery } from '@/api/lists';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { useWorkspaceId } from '@/kit/workspace';
import css from './Home.module.css';

/** Flows that are live or held, with who is inside. */
export function Running() {
  const { t } = useTranslation();
  const flows = useQuery(flowsQuery(useWorkspaceId()));
  const running = (list: Schemas['FlowSummary'][]) =>
    list.filter((flow) => flow.status === 'live' || flow.status === 'paused');
  return (
    <Section
      title={t('home.running')}
      actions={
        <PathLink path="flows" className={css.more}>
          {t('home.openFlows')}
        </PathLink>
      }
    >
      <QueryView
        query={flows}
        isEmpty={(list) => running(list).length === 0}
        empty={<p className={css.quiet}>{t('home.nothingRuns')}</p>}
      >
        {(list) => (
          <ul className={css.flows}>
            {running(list).map((flow) => (
              <FlowRow key={flow.id} flow={flow} />
            ))}
          </ul>
        )}
      </QueryView>
    </Section>
  );
}

function FlowRow({ flow }: { flow: Schemas['FlowSummary'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <li>
      <PathLink path={`flows/${flow.id}`} className={css.flowName}>
        {flow.name}
      </PathLink>
      <Badge variant="light" color={flow.status === 'live' ? 'accent' : 'warm'} tt="none" fw={500}>
        {t(`home.flow.${flow.status}`)}
      </Badge>
      <span className={css.flowFigures}>
        {t('home.inside', { count: flow.active, shown: format.number(flow.active) })} ·{' '}
        {t('home.sent', { count: flow.sent ?? 0, shown: format.number(flow.sent ?? 0) })}
      </span>
    </li>
  );
}
