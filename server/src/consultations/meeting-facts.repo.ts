import type { Connection } from 'mongoose';
import { partKind } from '#shared/consultations.ts';
import { consultationId, partId, requestId } from '#shared/kit/ids.ts';
import { guarded, isDuplicateKey, retryWhileAway } from '../db/errors.ts';
import { outboxOf } from '../db/outbox-schema.ts';
import { trusted } from '../db/schema-options.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Outbox, OwedNotice } from '../kernel/outbox.ts';
import type { Message, PresenceSpan } from './consultation-record.ts';
import { type MessageDocument, messageModel, offerModel, presenceModel } from './meeting-facts.model.ts';

export type Offer = {
  readonly expertId: string;
  readonly starts: readonly number[];
  readonly at: number;
  readonly owed: OwedNotice;
};

/** What happened in meetings, in collections of its own because it grows without a limit. */
export type MeetingFactsRepo = {
  /** Of offers. */
  readonly outbox: Outbox;
  /** Durable when it resolves. */
  openSpan(span: { id: string; consultationId: string; partId: string; at: number }): Promise<void>;
  /** Those of these spans are there until `at`, at least. */
  seen(spanIds: readonly string[], at: number): Promise<void>;
  spansOf(consultationId: string): Promise<PresenceSpan[]>;
  /** `known`: a message with this id is stored already; the answer is that one. */
  addMessage(message: Message): Promise<{ stored: Message; isKnown: boolean }>;
  /** The newest ones, oldest first. */
  newestMessages(consultationId: string, limit: number): Promise<Message[]>;
  /** Oldest first, after the last of the page before. */
  messagesAfter(
    consultationId: string,
    after: { readonly at: number; readonly id: string } | undefined,
    limit: number,
  ): Promise<Message[]>;
  offer(requestId: string, offer: Offer): Promise<void>;
  /** What this expert has offered for the matter; of another one nothing counts. */
  offered(requestId: string, expertId: string): Promise<number[]>;
};

const READ_WAIT_MS = 1_500;

export function createMeetingFactsRepo(connection: Connection, clock: Clock): MeetingFactsRepo {
  const presence = presenceModel(connection);
  const messages = messageModel(connection);
  const offers = offerModel(connection);
  const read = <T>(query: () => Promise<T>): Promise<T> => retryWhileAway(query, { clock, forMs: READ_WAIT_MS });

  return {
    openSpan: ({ id, at, ...span }) =>
      guarded(async () => {
        await presence.create({ ...span, _id: id, from: new Date(at), seenAt: new Date(at) });
      }),
    seen: (spanIds, at) =>
      guarded(async () => {
        await presence.updateMany({ _id: trusted({ $in: [...spanIds] }) }, { $max: { seenAt: new Date(at) } });
      }),
    spansOf: (id) =>
      read(async () =>
        (await presence.find({ consultationId: id }).sort({ from: 1 }).lean()).map((row) => ({
          partId: partId.parse(row.partId),
          from: row.from.getTime(),
          seenAt: row.seenAt.getTime(),
        })),
      ),
    addMessage: (message) =>
      guarded(async () => {
        const { id, at, ...fields } = message;
        try {
          await messages.create({ ...fields, _id: id, at: new Date(at) });
          return { stored: message, isKnown: false };
        } catch (error) {
          const known = isDuplicateKey(error) ? await messages.findById(id).lean() : null;
          if (known === null) throw error;
          return { stored: messageOf(known), isKnown: true };
        }
      }),
    newestMessages: (id, limit) =>
      read(async () => {
        const rows = await messages.find({ consultationId: id }).sort({ at: -1, _id: -1 }).limit(limit).lean();
        return rows.map(messageOf).reverse();
      }),
    messagesAfter: (id, after, limit) =>
      read(async () => {
        const from =
          after === undefined
            ? {}
            : {
                $or: [
                  { at: trusted({ $gt: new Date(after.at) }) },
                  { at: new Date(after.at), _id: trusted({ $gt: after.id }) },
                ],
              };
        const rows = await messages
          .find({ consultationId: id, ...from })
          .sort({ at: 1, _id: 1 })
          .limit(limit)
          .lean();
        return rows.map(messageOf);
      }),
    outbox: outboxOf(offers),
    offer: (id, { expertId, starts, at, owed }) =>
      guarded(async () => {
        const offer = { expertId, starts: starts.map((start) => new Date(start)), at: new Date(at) };
        await offers.updateOne({ _id: id }, { $set: offer, $push: { outbox: owed } }, { upsert: true });
      }),
    offered: (id, expertId) =>
      read(async () => {
        const offer = await offers.findById(id).lean();
        return offer?.expertId === expertId ? offer.starts.map((start) => start.getTime()) : [];
      }),
  };
}

const messageOf = ({ _id, at, kind, ...row }: MessageDocument): Message => ({
  id: partId.parse(_id),
  consultationId: consultationId.parse(row.consultationId),
  requestId: requestId.parse(row.requestId),
  partId: partId.parse(row.partId),
  name: row.name,
  kind: partKind.parse(kind),
  text: row.text,
  at: at.getTime(),
});
