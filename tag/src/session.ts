import { newId } from './ids';
import type { Storage } from './storage';

const KEY = 'session';
const GAP_MILLIS = 30 * 60_000;
const LONGEST_MILLIS = 24 * 3_600_000;

interface Kept {
  id: string;
  startedAt: number;
  lastEventAt: number;
}

/** Sessions as the server counts them: new after 30 minutes without events, or after 24 hours. */
export class Session {
  constructor(
    private readonly storage: Storage,
    private readonly now: () => number,
  ) {}

  /** The session of an event that happens now. */
  touch(): { id: string; isNew: boolean } {
    const now = this.now();
    const kept = this.storage.read<Kept>(KEY);
    const goesOn = kept !== undefined && now - kept.lastEventAt <= GAP_MILLIS && now - kept.startedAt <= LONGEST_MILLIS;
    const current = goesOn ? { ...kept, lastEventAt: now } : { id: newId(), startedAt: now, lastEventAt: now };
    this.storage.write(KEY, current);
    return { id: current.id, isNew: !goesOn };
  }

  end(): void {
    this.storage.remove(KEY);
  }
}
