import * as banner from './banner/index';
import * as forms from './forms/index';
import * as messages from './messages/index';
import * as push from './push/index';
import type { Settings } from './settings';
import { type Percorso, start as startTag } from './start';
import * as survey from './survey/index';

export type { Categories } from './consent';
export type { Properties } from './event';
export type { Order, Product, Shop } from './shop';
export type { Percorso, Settings };

/** The tag for a page that is bundled: `start({ writeKey, host })` does what the script line does. */
export function start(settings: Pick<Settings, 'writeKey' | 'host'> & Partial<Settings>): Percorso {
  return startTag(
    { automatic: true, clicks: false, errors: true, ...settings },
    [],
    () => Promise.resolve(banner),
    () => Promise.resolve(survey),
    () => Promise.resolve(messages),
    () => Promise.resolve(push),
    () => Promise.resolve(forms),
  );
}
