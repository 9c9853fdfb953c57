import { newId } from './ids';
import type { Storage } from './storage';

/** What a visitor allows. Technical storage needs no consent. */
export interface Categories {
  technical: boolean;
  analytics: boolean;
  profiling: boolean;
  marketing: boolean;
}

/** Where a choice was made. */
export type Origin = 'banner' | 'preferenceCentre' | 'api';

/** A choice as the browser keeps it: keeping it is technically necessary. */
export interface Choice extends Categories {
  /** Number of the choice, by which the visitor can ask about it; it stands on nothing else. */
  receipt: string;
  at: number;
  /** Version of the words that were shown; 0 when they were the site's own. */
  version: number;
  origin: Origin;
}

/** Who asks the visitor: this tag, the site, or nobody because consent is collected elsewhere. */
export type Mode = 'banner' | 'site' | 'elsewhere';

const KEY = 'consent';
const MONTH_MILLIS = 30.44 * 24 * 3600_000;

/** The visitor's choice. Until it is known who asks, nothing is allowed. */
export class Consent {
  private chosen: Choice | undefined;

  /**
   * @param mode absent as long as the server has not said it
   * @param globalPrivacyControl the browser's own "do not sell or share": profiling and marketing are off whatever is
   *     chosen, and analytics waits for an explicit choice
   */
  constructor(
    private readonly storage: Storage,
    private mode: Mode | undefined,
    readonly globalPrivacyControl: boolean,
    private readonly now: () => number,
  ) {
    this.chosen = storage.read<Choice>(KEY);
  }

  decideBy(mode: Mode): void {
    this.mode = mode;
  }

  choose(choice: Partial<Categories>, origin: Origin, version: number): Choice {
    const before = this.categories();
    const free = !this.globalPrivacyControl;
    this.chosen = {
      technical: true,
      analytics: choice.analytics ?? before.analytics,
      profiling: free && (choice.profiling ?? before.profiling),
      marketing: free && (choice.marketing ?? before.marketing),
      receipt: newId(),
      at: this.now(),
      version,
      origin,
    };
    this.storage.write(KEY, this.chosen);
    return this.chosen;
  }

  /** The choice, if there is one. */
  current(): Choice | undefined {
    return this.chosen;
  }

  /** Whether the visitor is to be asked: never before, long ago, or about other words. */
  isDue(askedSince: number, months: number): boolean {
    const { chosen } = this;
    return (
      chosen === undefined ||
      this.now() - chosen.at > months * MONTH_MILLIS ||
      (chosen.version > 0 && chosen.version < askedSince)
    );
  }

  /** Whether a choice is still awaited, so that events are held instead of dropped. */
  isOpen(): boolean {
    return this.chosen === undefined && !this.vouchedFor();
  }

  /** What events say of consent: nothing where nobody was asked. */
  stated(): Categories | undefined {
    return this.chosen === undefined ? undefined : this.categories();
  }

  categories(): Categories {
    const free = !this.globalPrivacyControl;
    return {
      technical: true,
      analytics: this.chosen?.analytics ?? this.vouchedFor(),
      profiling: free && (this.chosen?.profiling ?? false),
      marketing: free && (this.chosen?.marketing ?? false),
    };
  }

  private vouchedFor(): boolean {
    return this.mode === 'elsewhere' && !this.globalPrivacyControl;
  }
}
