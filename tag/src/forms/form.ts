/** What `/tag/forms/{writeKey}` answers, in one language. */
export interface Form {
  id: string;
  name: string;
  language: string;
  title: string;
  intro: string;
  /** Label of the address. */
  email: string;
  send: string;
  fields: { trait: string; label: string; required: boolean; autocomplete: string }[];
  topics: { id: string; name: string }[];
  consents: { purpose: string; text: string; required: boolean }[];
  look: { accent: string; background: string; text: string; corner: 'left' | 'right' };
  place: { kind: 'inline' | 'popUp'; paths: string[]; delaySeconds: number; everyDays: number };
  /** Mark of the moment it was given out. */
  issued: string;
}

/** What somebody wrote. */
export interface Entry {
  email: string;
  traits: Record<string, string>;
  purposes: string[];
  topics: string[];
  website: string;
}

/** What the server says to that: thanks, or what to put right. */
export type Reply = { thanks: string; redirect: string } | { wrong: string };
