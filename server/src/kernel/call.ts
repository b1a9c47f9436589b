import type { Caller, Identity } from '#shared/kit/caller.ts';
import type { Language } from '#shared/kit/language.ts';

/** What a handler knows of the call beside its input. The binder made it; role, rate and input are already checked. */
export type Call = {
  caller: Caller;
  language: Language;
  /** Stands in the log line and in the incident of this call. */
  requestId: string;
};

/** A command's call: it came over this socket connection. */
export type CommandCall = Call & { connectionId: string };

/** A route's call: it may set or clear the caller's cookie. */
export type RouteCall = Call & {
  userAgent: string;
  cookies: {
    set(identity: Identity, token: string): void;
    clear(identity: Identity): void;
  };
};
