/** A channel's name in the user's language; channels of a workspace's own rules keep theirs. */
export function channelName(channel: string, t: (key: string) => string, exists: (key: string) => boolean): string {
  if (channel === '') return t('channel.unknown');
  const key = `channel.${channel
    .toLowerCase()
    .replace(/[^a-z]+(.)/g, (_, letter: string) => letter.toUpperCase())
    .replace(/[^a-zA-Z]/g, '')}`;
  return exists(key) ? t(key) : channel;
}
