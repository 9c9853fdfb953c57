import type { Storage } from './storage';

/** What a visitor allows. Technical storage needs no consent; `undefined` means not decided. */
export interface Categories {
  technical: boolean;
  analytics: boolean;
  profiling: boolean;
}

const KEY = 'consent';

/** The visitor's choice, kept in the browser; keeping it is technically necessary. */
export class Consent {
  private chosen: Categories | undefined;

  /**
   * @param required whether nothing may be collected before the visitor has chosen
   * @param globalPrivacyControl the browser's own "do not sell or share": profiling is off whatever is chosen, and
   *     analytics waits for an explicit choice
   */
  constructor(
    private readonly storage: Storage,
    private readonly required: boolean,
    private readonly globalPrivacyControl: boolean,
  ) {
    this.chosen = storage.read<Categories>(KEY);
  }

  choose(choice: Partial<Categories>): void {
    const before = this.categories();
    this.chosen = {
      technical: true,
      analytics: choice.analytics ?? before.analytics,
      profiling: choice.profiling ?? before.profiling,
    };
    this.storage.write(KEY, this.chosen);
  }

  /** Whether a choice is still awaited, so that events are held instead of dropped. */
  isOpen(): boolean {
    return this.chosen === undefined && (this.required || this.globalPrivacyControl);
  }

  categories(): Categories {
    const otherwise = !this.required && !this.globalPrivacyControl;
    return {
      technical: true,
      analytics: this.chosen?.analytics ?? otherwise,
      profiling: !this.globalPrivacyControl && (this.chosen?.profiling ?? otherwise),
    };
  }
}
