import { newId } from './ids';
import { readCookie, type Storage, writeCookie } from './storage';

const COOKIE = 'percorso_id';
const ANONYMOUS = 'anonymous';
const USER = 'user';
/** 13 months, the longest that European regulators accept without asking again. */
const COOKIE_SECONDS = 395 * 24 * 3600;

/** Who the visitor is. Nothing is written before {@link persist} says that it may be. */
export class Identity {
  private anonymous: string | undefined;
  private user: string | undefined;
  private persistent = false;

  /** @param arrived id that a link from another domain of the company brought */
  constructor(
    private readonly storage: Storage,
    private readonly arrived: string | undefined,
  ) {}

  /** Reads what is known from earlier visits and keeps everything from now on. */
  persist(): void {
    if (this.persistent) {
      return;
    }
    this.persistent = true;
    this.anonymous ??= readCookie(COOKIE) ?? this.storage.read<string>(ANONYMOUS) ?? this.arrived;
    this.user ??= this.storage.read<string>(USER);
    this.write();
  }

  /** Forgets everything, also what earlier visits left. */
  forget(): void {
    this.persistent = false;
    this.anonymous = undefined;
    this.user = undefined;
    this.storage.remove(ANONYMOUS);
    this.storage.remove(USER);
    writeCookie(COOKIE, '', 0);
  }

  /** Another person uses the browser from now on. */
  reset(): void {
    this.anonymous = newId();
    this.user = undefined;
    this.write();
  }

  anonymousId(): string {
    if (this.anonymous === undefined) {
      this.anonymous = newId();
      this.write();
    }
    return this.anonymous;
  }

  /** The id that is kept, if one is. */
  keptId(): string | undefined {
    return this.persistent ? this.anonymous : undefined;
  }

  userId(): string | undefined {
    return this.user;
  }

  identify(userId: string): void {
    this.user = userId;
    this.write();
  }

  private write(): void {
    if (!this.persistent) {
      return;
    }
    this.anonymous ??= newId();
    writeCookie(COOKIE, this.anonymous, COOKIE_SECONDS);
    this.storage.write(ANONYMOUS, this.anonymous);
    if (this.user === undefined) {
      this.storage.remove(USER);
    } else {
      this.storage.write(USER, this.user);
    }
  }
}
