export type OrgEvents = {
  /** The tree is another one than before: names or places. */
  'org.treeChanged': { orgs: number };
};

export type PublishOrgs = <K extends keyof OrgEvents>(name: K, payload: OrgEvents[K]) => void;
