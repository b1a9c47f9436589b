import { z } from 'zod';
import { accountRoles } from '#shared/kit/caller.ts';
import { accountId, fileHash, lectureId, orgId, partId, requestId } from '#shared/kit/ids.ts';
import { legalField } from '#shared/kit/legal-field.ts';
import { channel, consentKind, dueKind, outcome, requestState, wish } from '#shared/request-facts.ts';
import type { RequestDocument } from './request.model.ts';
import type { RequestRecord } from './request-record.ts';

const actorRole = z.enum([...accountRoles, 'hall', 'citizen', 'party', 'clock']);

const wishStored = wish.extend({ expertId: accountId });

/** What is stored as plain words, read back as what it is. */
export function recordOf(row: RequestDocument): RequestRecord {
  const { _id, codeHash, searchable: _words, fileCount: _count, ...rest } = row;
  return {
    ...rest,
    id: requestId.parse(_id),
    state: requestState.parse(row.state),
    channel: channel.parse(row.channel),
    field: legalField.nullable().parse(row.field),
    lectureId: lectureId.nullable().parse(row.lectureId),
    filedBy: { ...row.filedBy, role: actorRole.parse(row.filedBy.role) },
    wish: row.wish ? wishStored.parse(row.wish) : null,
    placeId: orgId.nullable().parse(row.placeId),
    coveringExpertId: accountId.nullable().parse(row.coveringExpertId),
    expertId: accountId.nullable().parse(row.expertId),
    conflicted: row.conflicted.map((id) => accountId.parse(id)),
    calledIn: row.calledIn.map((id) => accountId.parse(id)),
    outcome: outcome.nullable().parse(row.outcome),
    timeline: row.timeline.map((move) => ({
      ...move,
      from: requestState.nullable().parse(move.from),
      to: requestState.parse(move.to),
      role: actorRole.parse(move.role),
    })),
    consents: row.consents.map((consent) => ({ ...consent, kind: consentKind.parse(consent.kind) })),
    files: row.files.map((file) => ({
      ...file,
      id: partId.parse(file.id),
      hash: fileHash.parse(file.hash),
      pages: file.pages ?? null,
      preview: file.preview ?? null,
    })),
    dueKind: dueKind.nullable().parse(row.dueKind),
    codeHash: codeHash ?? null,
  };
}

export function documentOf({ id, codeHash, ...record }: RequestRecord, searchable: string): RequestDocument {
  return {
    ...record,
    _id: id,
    conflicted: [...record.conflicted],
    calledIn: [...record.calledIn],
    timeline: [...record.timeline],
    consents: [...record.consents],
    files: [...record.files],
    fileCount: record.files.length,
    outbox: [...record.outbox],
    searchable,
    ...(codeHash !== null && { codeHash }),
  };
}
