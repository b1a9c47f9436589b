import type { Caller, Identity } from '#shared/kit/caller.ts';
import type { Language } from '#shared/kit/language.ts';
import type { FileStore, StoredFile } from './file-store.ts';

/** What a handler knows of the call beside its input. The binder made it; role, rate and input are already checked. */
export type Call = {
  caller: Caller;
  language: Language;
  /** Stands in the log line and in the incident of this call. */
  callId: string;
};

/** A command's call: it came over this socket connection. */
export type CommandCall = Call & { connectionId: string };

/** A route's call: it may set or clear the caller's cookie, and take in the file that an upload brings. */
export type RouteCall = Call & {
  userAgent: string;
  cookies: {
    set(identity: Identity, token: string): void;
    clear(identity: Identity): void;
  };
  /** Stores the bytes of an entry with `upload`, in a store of its own kind if one is named. Rejects with `invalid_input` where they are too many, none or broken off. */
  receiveFile(into?: FileStore): Promise<StoredFile>;
};
