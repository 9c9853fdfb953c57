/** The alphabet of GSM 03.38, in which a text message takes 160 characters. */
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** Its extension, whose characters take two places. */
const extension = '\f^{}\\[~]|€';

export type SmsLength = {
  /** Whether another alphabet is needed, in which a message takes 70 characters. */
  unicode: boolean;
  /** Places taken, in the alphabet that is needed. */
  places: number;
  /** Messages that the text is sent in; each is paid for. */
  segments: number;
  /** Characters that make another alphabet necessary. */
  unusual: string[];
};

/** How long a text message is: GSM 7-bit, 160 or 153 places a message; else UCS-2, 70 or 67. */
export function smsLength(text: string): SmsLength {
  const unusual = [...new Set([...text].filter((one) => !basic.includes(one) && !extension.includes(one)))];
  const unicode = unusual.length > 0;
  const places = unicode ? text.length : [...text].reduce((sum, one) => sum + (extension.includes(one) ? 2 : 1), 0);
  const [alone, joined] = unicode ? [70, 67] : [160, 153];
  return { unicode, places, segments: places <= alone ? Math.min(places, 1) : parts(text, joined, unicode), unusual };
}

/** A character of two places stands whole in one part. */
function parts(text: string, most: number, unicode: boolean): number {
  let count = 1;
  let filled = 0;
  for (const one of text) {
    const size = unicode ? one.length : extension.includes(one) ? 2 : 1;
    if (filled + size > most) {
      count++;
      filled = 0;
    }
    filled += size;
  }
  return count;
}
