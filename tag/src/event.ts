/** Events in Segment's wire format. */
export type Properties = Record<string, unknown>;

export type Kind = 'track' | 'page' | 'identify' | 'group' | 'alias';

/** What a call says; the rest is filled in when it may be sent. */
export interface Message {
  type: Kind;
  event?: string;
  name?: string;
  properties?: Properties;
  traits?: Properties;
  groupId?: string;
  previousId?: string;
  userId?: string;
}

export interface Event extends Message {
  messageId: string;
  timestamp: string;
  anonymousId: string;
  context: Properties;
}
