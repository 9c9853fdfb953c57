import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PathLink } from '@/kit/PathLink';
import { ErrorState, LoadingState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { CampaignForm } from './CampaignForm';
import { CampaignResult } from './CampaignResult';
import { campaignQuery } from './useCampaigns';

/** A campaign: to be written while it is a draft, with what came of it from then on. */
export function CampaignPage() {
  const { campaign: id = '' } = useParams({ strict: false }) as { campaign?: string };
  const campaign = useQuery(campaignQuery(useWorkspaceId(), id));
  if (campaign.isPending) return <LoadingState />;
  if (campaign.isError) return <ErrorState error={campaign.error} retry={() => campaign.refetch()} />;
  return campaign.data.status === 'draft' ? (
    <CampaignForm key={id} campaign={campaign.data} />
  ) : (
    <CampaignResult campaign={campaign.data} />
  );
}

export function BackToCampaigns() {
  const { t } = useTranslation();
  return <PathLink path="messages/campaigns">{t('campaigns.title')}</PathLink>;
}
