/** What `/tag/surveys/{writeKey}` answers, in one language. */
export interface Survey {
  id: string;
  name: string;
  touchpoint: string;
  language: string;
  texts: { intro: string; send: string; thanks: string };
  look: { accent: string; background: string; text: string; corner: 'left' | 'right' };
  questions: Question[];
  /** Pages by path, `*` for anything; none: every page. */
  paths: string[];
  /** Only after this event; empty: with the page. */
  event: string;
  delaySeconds: number;
  /** Percent of browsers that are asked. */
  share: number;
  everyDays: number;
  gapDays: number;
}

export interface Question {
  id: string;
  kind: 'nps' | 'csat' | 'ces' | 'rating' | 'text';
  required: boolean;
  text: string;
  low: string;
  high: string;
  /** Lowest and highest answer, such as `0-10`. */
  scale: string;
}
