import {
  IconAffiliate,
  IconBrowser,
  IconBuildingStore,
  IconCoin,
  IconDeviceMobileMessage,
  IconHeadset,
  IconLink,
  IconMail,
  IconSearch,
  IconUsers,
  IconWorld,
} from '@tabler/icons-react';

const icons: readonly [RegExp, typeof IconWorld][] = [
  [/paid.?search|cpc|display/i, IconCoin],
  [/search/i, IconSearch],
  [/social/i, IconUsers],
  [/mail/i, IconMail],
  [/referral/i, IconLink],
  [/affiliate/i, IconAffiliate],
  [/sms|push/i, IconDeviceMobileMessage],
  [/store|offline/i, IconBuildingStore],
  [/support/i, IconHeadset],
  [/direct/i, IconBrowser],
];

/** A small picture of a channel; always beside its name. */
export function ChannelIcon({ channel, size = 16 }: { channel: string; size?: number }) {
  const Icon = icons.find(([pattern]) => pattern.test(channel))?.[1] ?? IconWorld;
  return <Icon size={size} stroke={1.6} aria-hidden />;
}
