import { type OrgId, orgId } from '#shared/kit/ids.ts';
import type { Org } from '#shared/orgs.ts';

/** What this module needs of the tree; answered from memory. */
export type Places = {
  get(id: string): Org | undefined;
  root(): Org | undefined;
  /** The township in which a place lies; the place itself for the city and what hangs directly below it. */
  townshipOf(id: string): Org | undefined;
};

/** The org of the first administrator, who is there before any tree is imported. */
export const noOrg: OrgId = orgId.parse('0000');

/** Where an account stands. Whose org is not in the tree has a branch of nothing; the first administrator stands at the root. */
export function standsAt(places: Places, id: OrgId): { orgId: OrgId; orgName: string; orgPath: string } {
  const org = places.get(id) ?? (id === noOrg ? places.root() : undefined);
  return org === undefined
    ? { orgId: id, orgName: '', orgPath: `/${id}/` }
    : { orgId: org.id, orgName: org.name, orgPath: org.path };
}
