import type { Schemas } from '@/api/client';

export type Campaign = Schemas['Campaign'];
export type CampaignContent = Schemas['CampaignContent'];
export type CampaignStatus = Schemas['CampaignStatus'];
export type Progress = Schemas['CampaignProgress'];
export type CampaignTest = Schemas['CampaignTest'];
export type Channel = Schemas['MessageChannel'];
export type Timing = Schemas['CampaignTiming'];

export const firstTest: CampaignTest = { subject: '', share: 20, after: 'PT4H', by: 'clicks', unclear: 'ahead' };

export function newCampaign(name: string, body: string): CampaignContent {
  return { name, purpose: 'marketing', subject: '', body, tagLinks: true };
}

export const channels = ['email', 'push', 'sms'] as const satisfies readonly Channel[];
export const channelOf = ({ channel }: { channel?: Channel }): Channel => channel ?? 'email';

export const isMarketing = ({ purpose }: CampaignContent): boolean => (purpose ?? 'marketing') === 'marketing';

/** What of a campaign a user writes. */
export function contentOf(campaign: Campaign): CampaignContent {
  const { name, channel, segment, purpose, topic, template, subject, body, text, url, icon } = campaign;
  const { startAt, timing, perMinute, test, tagLinks } = campaign;
  return {
    name,
    channel,
    purpose,
    subject,
    body,
    tagLinks,
    ...(segment === undefined ? {} : { segment }),
    ...(topic === undefined ? {} : { topic }),
    ...(template === undefined ? {} : { template }),
    ...(text === undefined ? {} : { text }),
    ...(url === undefined ? {} : { url }),
    ...(icon === undefined ? {} : { icon }),
    ...(startAt === undefined ? {} : { startAt }),
    ...(timing === 'at' ? {} : { timing }),
    ...(perMinute === undefined ? {} : { perMinute }),
    ...(test === undefined ? {} : { test }),
  };
}

/** What a campaign like this one begins with: the time of the one before is over. */
export function againOf(campaign: Campaign): CampaignContent {
  const { startAt: _, timing, ...content } = contentOf(campaign);
  return timing === 'bestHour' ? { ...content, timing } : content;
}

/** Which moments a person may get a campaign at, by whether it has a time. */
export const timingsOf = (startAt: string | undefined): Timing[] =>
  startAt === undefined ? ['at', 'bestHour'] : ['at', 'localTime', 'bestHour'];

/** Whether figures still change by themselves. */
export const isUnderWay = (status: CampaignStatus): boolean =>
  status === 'scheduled' || status === 'preparing' || status === 'sending';

/** What the variants of a campaign came to together. */
export function total(progress: Progress): Omit<Schemas['CampaignVariant'], 'variant' | 'subject'> {
  const sum = {
    ...{ pending: 0, sent: 0, failed: 0, unknown: 0, skipped: 0 },
    ...{ clicked: 0, opened: 0, bounced: 0, complained: 0, unsubscribed: 0 },
  };
  for (const variant of progress.variants) {
    for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += variant[key];
  }
  return sum;
}

/** How much of the audience is dealt with, 0 to 1. */
export function share(progress: Progress): number {
  const { pending } = total(progress);
  return progress.audience === 0 ? 0 : Math.max(0, 1 - (progress.waiting + pending) / progress.audience);
}

const day = 86_400_000;

/** The wall clock of a time zone as `2026-03-02T10:00`, for a field of a form. */
export function localOf(instant: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(instant));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** The instant at which the clock of a time zone shows that time; of two, the earlier. */
export function instantOf(local: string, zone: string): string {
  const wanted = Date.parse(`${local}Z`);
  const offset = (at: number) => Date.parse(`${localOf(new Date(at).toISOString(), zone)}Z`) - at;
  // On a day on which the clocks change there are two offsets to try.
  const tried = [wanted - day, wanted + day].map((near) => wanted - offset(near));
  const found =
    tried.filter((at) => at + offset(at) === wanted).sort((one, other) => one - other)[0] ?? tried[0] ?? wanted;
  return new Date(found).toISOString();
}
