const IDLE_MILLIS = 30_000;
const LOOK_MILLIS = 5_000;
/** Engaged seconds until the first word about a page that is still open; each further one waits twice as long. */
const FIRST_WORD_SECONDS = 15;
const LONGEST_SILENCE_SECONDS = 240;
const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'scroll', 'touchstart'];

/**
 * Time in which a page was visible and its visitor active, where every sign of life counts for the 30 seconds that
 * follow it. Computed from the moments themselves, so there is no timer.
 */
export class EngagedTime {
  private engagedMillis = 0;
  private reportedSeconds = 0;
  private countedTo: number;
  private activeUntil: number;

  constructor(
    private readonly now: () => number,
    private visible: boolean,
  ) {
    this.countedTo = now();
    this.activeUntil = now() + IDLE_MILLIS;
  }

  act(): void {
    this.count();
    this.activeUntil = this.now() + IDLE_MILLIS;
  }

  show(): void {
    this.count();
    this.visible = true;
    this.activeUntil = this.now() + IDLE_MILLIS;
  }

  hide(): void {
    this.count();
    this.visible = false;
  }

  /** Whole seconds that were not taken yet. */
  waitingSeconds(): number {
    this.count();
    return Math.floor(this.engagedMillis / 1000) - this.reportedSeconds;
  }

  /** Whole seconds since the last call; what is left over counts in the next. */
  takeSeconds(): number {
    const seconds = this.waitingSeconds();
    this.reportedSeconds += seconds;
    return seconds;
  }

  private count(): void {
    const now = this.now();
    if (this.visible) {
      this.engagedMillis += Math.max(0, Math.min(now, this.activeUntil) - this.countedTo);
    }
    this.countedTo = now;
  }
}

/**
 * Watches one page after the other and tells how it was engaged with: whenever it is left or hidden, and meanwhile after 15
 * engaged seconds and then after twice as long each time, up to four minutes, since a phone may end a page without a word.
 */
export class Engagement {
  private time: EngagedTime;
  private deepestPercent = 0;
  private nextWordSeconds = FIRST_WORD_SECONDS;

  constructor(
    private readonly now: () => number,
    private readonly report: (seconds: number, scrollPercent: number) => void,
  ) {
    this.time = new EngagedTime(now, isVisible());
    for (const sign of SIGNS_OF_LIFE) {
      addEventListener(sign, () => this.time.act(), { passive: true, capture: true });
    }
    addEventListener('scroll', () => this.scrolled(), { passive: true, capture: true });
    document.addEventListener('visibilitychange', () => {
      if (isVisible()) {
        this.time.show();
      } else {
        this.hidden();
      }
    });
    addEventListener('pagehide', () => this.hidden());
    setInterval(() => this.beat(), LOOK_MILLIS);
  }

  /** A single-page application shows its next page. */
  nextPage(): void {
    this.tell();
    this.time = new EngagedTime(this.now, isVisible());
    this.deepestPercent = 0;
    this.nextWordSeconds = FIRST_WORD_SECONDS;
  }

  private beat(): void {
    if (this.time.waitingSeconds() >= this.nextWordSeconds) {
      this.nextWordSeconds = Math.min(2 * this.nextWordSeconds, LONGEST_SILENCE_SECONDS);
      this.tell();
    }
  }

  private hidden(): void {
    this.time.hide();
    this.tell();
  }

  private tell(): void {
    const seconds = this.time.takeSeconds();
    if (seconds > 0) {
      this.report(seconds, this.deepestPercent);
    }
  }

  private scrolled(): void {
    const page = document.documentElement;
    const hiddenHeight = page.scrollHeight - window.innerHeight;
    const percent = hiddenHeight <= 0 ? 100 : Math.round((100 * window.scrollY) / hiddenHeight);
    this.deepestPercent = Math.min(100, Math.max(this.deepestPercent, percent));
  }
}

function isVisible(): boolean {
  return document.visibilityState !== 'hidden';
}
