import { z } from 'zod';
import {
  day,
  expertDetail,
  expertHours,
  expertLimits,
  expertPlace,
  expertPool,
  expertRow,
  expertSelf,
  publicExpert,
  weeklySpan,
} from './expert-profile.ts';
import { everyone } from './kit/caller.ts';
import { fileOutput, route } from './kit/define.ts';
import { line, reasonText } from './kit/fields.ts';
import { accountId, fileHash } from './kit/ids.ts';

const byId = z.strictObject({ accountId });
const nothing = z.strictObject({});
const keepers = ['organizer', 'supervisor'] as const;
const own = ['expert'] as const;
const decides = ['supervisor'] as const;
const read = { method: 'GET', audit: false, repeat: 'natural' } as const;
const act = { method: 'POST', output: expertDetail, repeat: 'key' } as const;

export const expertRoutes = {
  /** The pool as everybody may know it: active experts within their term, chiefs first. */
  publicExperts: route({
    ...read,
    path: '/api/public/experts',
    input: nothing,
    output: z.object({ experts: z.array(publicExpert) }),
    roles: everyone,
  }),
  /** Rejects with `not_found/expert_unknown` for whoever is not in the pool now. */
  publicExpert: route({
    ...read,
    path: '/api/public/experts/:accountId',
    input: byId,
    output: z.object({
      ...publicExpert.shape,
      about: z.string(),
      weekly: z.array(weeklySpan),
      coverage: z.array(expertPlace),
    }),
    roles: everyone,
  }),
  /** `v`, the photo's hash, only makes the address another one when the photo is. */
  expertPhoto: route({
    ...read,
    path: '/api/public/experts/:accountId/photo',
    input: z.strictObject({ accountId, v: fileHash.optional() }),
    output: fileOutput,
    roles: everyone,
  }),
  /** organizer: whose account is in the branch; supervisor: all. Proposals and appeals first. */
  listExperts: route({
    ...read,
    path: '/api/experts',
    input: nothing,
    output: z.object({ experts: z.array(expertRow) }),
    roles: keepers,
  }),
  /** Accounts that could be proposed: with the role, in the branch, not in the pool and not on its blacklist. */
  expertCandidates: route({
    ...read,
    path: '/api/expert-candidates',
    input: nothing,
    output: z.object({ accounts: z.array(z.object({ id: accountId, name: z.string(), orgName: z.string() })) }),
    roles: keepers,
  }),
  getExpert: route({
    ...read,
    path: '/api/experts/:accountId',
    input: byId,
    output: expertDetail,
    roles: [...keepers, ...own],
  }),
  /** One's own place in the pool; null for an account with the role that was never proposed. */
  ownExpert: route({
    ...read,
    path: '/api/expert',
    input: nothing,
    output: z.object({ expert: expertDetail.nullable() }),
    roles: own,
  }),
  proposeExpert: route({
    ...act,
    path: '/api/experts',
    input: z.strictObject({ accountId, ...expertPool.shape, ...expertSelf.shape }),
    roles: ['organizer'],
    audit: { object: 'accountId', fields: ['level', 'fields', 'coverage', 'termFrom', 'termTo', 'cap'] },
  }),
  updateExpert: route({
    ...act,
    method: 'PUT',
    path: '/api/experts/:accountId',
    input: z.strictObject({ accountId, ...expertPool.shape }),
    roles: keepers,
    audit: { object: 'accountId', fields: ['level', 'fields', 'coverage', 'termFrom', 'termTo', 'cap'] },
  }),
  /** Approves or declines a proposal. */
  decideExpert: route({
    ...act,
    path: '/api/experts/:accountId/decision',
    input: z.strictObject({ accountId, isApproved: z.boolean(), reason: z.string().trim().max(200) }),
    roles: decides,
    audit: { object: 'accountId', fields: ['isApproved', 'reason'] },
  }),
  /** No new matter reaches a suspended expert; what is assigned stays until it is released or dispatched anew. */
  suspendExpert: route({
    ...act,
    path: '/api/experts/:accountId/suspension',
    input: z.strictObject({ accountId, reason: reasonText }),
    roles: keepers,
    audit: { object: 'accountId', fields: ['reason'] },
  }),
  /** What a supervisor suspended, a supervisor resumes. */
  resumeExpert: route({
    ...act,
    path: '/api/experts/:accountId/resumption',
    input: byId,
    roles: keepers,
    audit: { object: 'accountId' },
  }),
  /** 清退: out of the pool and on its blacklist until the last day of the term, or for good. */
  removeExpert: route({
    ...act,
    path: '/api/experts/:accountId/removal',
    input: z.strictObject({ accountId, reason: reasonText, until: day.nullable() }),
    roles: decides,
    audit: { object: 'accountId', fields: ['reason', 'until'] },
  }),
  /** Once for each removal, by the expert himself. */
  appealRemoval: route({
    ...act,
    path: '/api/expert/appeal',
    input: z.strictObject({ text: line(1_000) }),
    roles: own,
    audit: { object: null },
  }),
  /** Granted: back in the pool, active. */
  decideAppeal: route({
    ...act,
    path: '/api/experts/:accountId/appeal-decision',
    input: z.strictObject({ accountId, isGranted: z.boolean(), reason: reasonText }),
    roles: decides,
    audit: { object: 'accountId', fields: ['isGranted', 'reason'] },
  }),
  describeSelf: route({
    ...act,
    method: 'PUT',
    path: '/api/expert/description',
    input: expertSelf,
    roles: own,
    audit: { object: null },
  }),
  setHours: route({
    ...act,
    method: 'PUT',
    path: '/api/expert/hours',
    input: expertHours,
    roles: own,
    audit: { object: null, fields: ['weekly', 'timeOff', 'extra'] },
  }),
  /** A JPEG, PNG or WebP picture, known by its bytes. */
  uploadExpertPhoto: route({
    ...act,
    path: '/api/experts/:accountId/photo',
    input: byId,
    upload: { maxBytes: expertLimits.photoBytes },
    roles: [...keepers, ...own],
    audit: { object: 'accountId' },
  }),
};
