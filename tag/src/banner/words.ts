/** The words that the server keeps for banner and preference centre. */
export interface Words {
  title: string;
  body: string;
  acceptAll: string;
  refuseAll: string;
  choose: string;
  save: string;
  close: string;
  preferencesTitle: string;
  preferencesBody: string;
  technicalName: string;
  technicalText: string;
  analyticsName: string;
  analyticsText: string;
  profilingName: string;
  profilingText: string;
  marketingName: string;
  marketingText: string;
  gpcNotice: string;
  link: string;
  policyLabel: string;
  policyUrl: string;
}

export interface Colours {
  accent: string;
  background: string;
  text: string;
}

/** What `/tag/consent/{writeKey}` answers. */
export interface Texts {
  version: number;
  language: string;
  text: Words;
  colours: Colours;
}
