import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { onSiteMessagesQuery } from '@/api/lists';
import { PathLink } from '@/kit/PathLink';
import { useWorkspaceId } from '@/kit/workspace';
import { useFlowActions } from '../builder/useFlowEditing';
import type { FlowStep } from '../model/flow.model';
import { DurationField } from './DurationField';

/** Which message the site may show to the person, and for how long. */
export function ShowMessageFields({ step }: { step: FlowStep }) {
  const { t } = useTranslation();
  const { edit } = useFlowActions();
  const messages = useQuery(onSiteMessagesQuery(useWorkspaceId()));
  return (
    <>
      <Select
        label={t('onsite.byFlow.choose')}
        description={<PathLink path="messages/onsite">{t('onsite.title')}</PathLink>}
        searchable
        data={(messages.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={step.message || null}
        onChange={(message) => edit(step.id, { message: message ?? undefined }, 'message')}
      />
      <DurationField step={step} field="duration" label={t('onsite.byFlow.lasting')} />
    </>
  );
}
