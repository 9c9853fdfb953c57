/** What `/tag/messages/{writeKey}` answers, in one language. */
export interface Message {
  id: string;
  name: string;
  form: 'banner' | 'modal' | 'slideIn' | 'inline';
  /** Of a block: the element it goes into, as a selector. */
  place: string;
  language: string;
  /** One, or two of which each browser sees the same one. */
  variants: Words[];
  look: { accent: string; background: string; text: string; corner: 'left' | 'right' };
  /** Pages by path, `*` for anything; none: every page. */
  paths: string[];
  /** Only after this event; empty: with the page. */
  event: string;
  delaySeconds: number;
  /** Percent of browsers that see it. */
  share: number;
  /** Not again for so long after it was closed, or, of what interrupts, shown. */
  everyDays: number;
  /** Of what interrupts: not so soon after another. */
  gapDays: number;
  /** By which the server is told what became of it, where a flow offered it. */
  offer?: string;
}

export interface Words {
  title: string;
  text: string;
  button: string;
  url: string;
}
