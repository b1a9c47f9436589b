import type { RecordContent, RecordField, RecordPatch } from '#shared/record-content.ts';
import type { RecordDetail } from '#shared/records.ts';
import { ClientError } from '../../lib/client-error.ts';
import { staffHttp } from '../../lib/http.ts';
import type { RouteOutput } from '../../lib/http-client.ts';
import { randomHex } from '../../lib/part-id.ts';

type Saved = RouteOutput<'saveRecordDraft'>;
export type SaveStatus =
  | { kind: 'saved'; at: string }
  | { kind: 'saving' }
  /** The line is down; it is tried again by itself. */
  | { kind: 'waiting' }
  /** The server will not take it any more: it was presented elsewhere, or the session is over. */
  | { kind: 'refused'; error: unknown };

export type DraftView = {
  content: RecordContent;
  revision: number;
  status: SaveStatus;
  /** Fields that another window has changed meanwhile, with its text; ours waits until a person has chosen. */
  conflicts: RecordPatch;
  kept: Saved['kept'];
};

type Start = {
  recordId: RecordDetail['id'];
  content: RecordContent;
  revision: number;
  savedAt: string;
  kept: Saved['kept'];
};

export type DraftSaver = {
  view(): DraftView;
  subscribe(listener: () => void): () => void;
  change<K extends RecordField>(field: K, value: RecordContent[K]): void;
  /** Ends a conflict with this text. */
  settle<K extends RecordField>(field: K, value: RecordContent[K]): void;
  /** What another window has saved, seen by a look at the record. */
  adopt(content: RecordContent, revision: number): void;
  /** Saves what is unsaved; true when the server has all of it. */
  flush(): Promise<boolean>;
  /** The page goes away: what is unsaved is still sent, and tried again while the line is down. */
  close(): void;
};

const PAUSE_MS = 700;
const RETRY_MS = 3_000;

/** Saves a record's fields with every pause in typing, one request at a time, and never over another window's newer text. */
export function createDraftSaver(start: Start): DraftSaver {
  const editorId = randomHex(12);
  const dirty = new Set<RecordField>();
  const listeners = new Set<() => void>();
  let view = firstView(start);
  let seq = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;

  const show = (part: Partial<DraftView>): void => {
    view = { ...view, ...part };
    for (const listener of listeners) listener();
  };
  const sendable = (): RecordField[] => [...dirty].filter((field) => !(field in view.conflicts));
  const later = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), ms);
  };

  async function saveOnce(): Promise<void> {
    const fields = sendable();
    const patch = Object.fromEntries(fields.map((field) => [field, view.content[field]]));
    seq += 1;
    show({ status: { kind: 'saving' } });
    try {
      const input = { recordId: start.recordId, baseRevision: view.revision, editorId, seq, patch };
      take(await staffHttp.call('saveRecordDraft', input), fields, patch);
    } catch (error) {
      if (error instanceof ClientError && error.isOutcomeUnknown) {
        show({ status: { kind: 'waiting' } });
        later(RETRY_MS);
      } else show({ status: { kind: 'refused', error } });
    }
  }

  function take(saved: Saved, sent: readonly RecordField[], patch: RecordPatch): void {
    for (const field of sent) if (view.content[field] === patch[field]) dirty.delete(field);
    show(merged(view, saved, dirty));
    const isMore = sendable().length > 0;
    show({ status: isMore ? { kind: 'saving' } : { kind: 'saved', at: saved.savedAt } });
    if (isMore) later(PAUSE_MS);
  }

  async function flush(): Promise<boolean> {
    clearTimeout(timer);
    if (running !== null) await running;
    if (sendable().length > 0) {
      running = saveOnce().finally(() => {
        running = null;
      });
      await running;
    }
    return dirty.size === 0 && view.status.kind === 'saved';
  }

  return {
    view: () => view,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change(field, value) {
      dirty.add(field);
      show({ content: { ...view.content, [field]: value }, status: { kind: 'saving' } });
      later(PAUSE_MS);
    },
    settle(field, value) {
      const { [field]: _settled, ...conflicts } = view.conflicts;
      dirty.add(field);
      show({ content: { ...view.content, [field]: value }, conflicts, status: { kind: 'saving' } });
      later(0);
    },
    adopt(content, revision) {
      if (dirty.size > 0 || running !== null || revision <= view.revision) return;
      show({ content, revision });
    },
    flush,
    close: () => void flush(),
  };
}

const firstView = ({ content, revision, savedAt, kept }: Start): DraftView => ({
  content,
  revision,
  kept,
  status: { kind: 'saved', at: savedAt },
  conflicts: {},
});

/** What another window has written is taken over, but not over a text of ours: that one becomes a conflict. */
function merged(view: DraftView, saved: Saved, dirty: Set<RecordField>): Partial<DraftView> {
  const content: RecordContent = { ...view.content };
  const conflicts: RecordPatch = { ...view.conflicts };
  for (const field of fieldsOf(saved.newer)) {
    const isOurs = dirty.has(field) || saved.conflicts.includes(field);
    if (isOurs) dirty.add(field);
    Object.assign(isOurs ? conflicts : content, { [field]: saved.newer[field] });
  }
  return { content, conflicts, revision: saved.revision, kept: saved.kept };
}

const isField = (name: string, of: object): name is RecordField => name in of;

/** The fields that a part of a record has, with their type. */
export function fieldsOf(part: RecordPatch): RecordField[] {
  const whole = {
    place: '',
    present: '',
    facts: '',
    questions: '',
    advice: '',
    outcome: null,
    outcomeNote: '',
    risks: [],
    ...part,
  };
  return Object.keys(part).filter((name) => isField(name, whole));
}
