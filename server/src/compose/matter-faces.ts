import type { MatterParties } from '../agreements/matter-parties.ts';
import type { MattersFace } from '../consultations/consultation-ports.ts';
import { activeParts } from '../consultations/consultation-record.ts';
import type { Consultations } from '../consultations/consultations.ts';
import { mayFollow } from '../requests/request.rules.ts';
import type { Actor } from '../requests/request-record.ts';
import type { Requests } from '../requests/requests.ts';
import type { NoticesPartDeps } from './notices.ts';
import type { PaperMatters } from './papers.ts';
import type { RequestsPart } from './requests.ts';

const clockInShanghai = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
});

/** What meetings and records make of a matter; `by` is the name in its timeline. */
const caused = (by: string): Actor => ({ role: 'clock', id: null, name: by });

/** Matters as their meetings see them: nothing of what they are about. */
export function mattersForMeetings(requests: Requests, partiesOf: MatterParties): MattersFace {
  return {
    find: async (id) => {
      const matter = await requests.find(id);
      if (matter === null) return null;
      const { number, state, expertId, citizen, ownerOrgPath } = matter;
      return {
        id,
        number,
        state,
        leadId: expertId,
        citizenName: citizen.name,
        ownerOrgPath,
        parties: await partiesOf(id),
      };
    },
    mayRead: (caller, id) => requests.mayRead(caller, id),
    callIn: (id, account) => requests.callIn(id, account),
    move: async (id, act, by, lead) => {
      // A meeting that was held after all says nothing of an expert who has the matter since.
      const extra = act === 'heldAfterAll' ? { from: lead } : {};
      await requests.routing.move(id, act, caused(by), extra);
    },
  };
}

/** Who is told of a matter, and where. */
export function contactsOf(requests: Requests, partiesOf: MatterParties): NoticesPartDeps['contacts'] {
  return {
    citizen: (id) => requests.contact(id),
    party: async (id, of) => {
      const [matter, parties] = await Promise.all([requests.contact(of), partiesOf(of)]);
      const party = parties.find(({ partyId }) => partyId === id);
      if (matter === null || party === undefined) return null;
      return { name: party.name, phone: party.phone, branch: matter.branch };
    },
  };
}

/** Matters as records and agreements see them. */
export function mattersForPapers({ requests, settings }: RequestsPart, consultations: Consultations): PaperMatters {
  return {
    matterOf: async (id) => {
      const matter = await requests.find(id);
      if (matter === null) return null;
      const { number, citizen, firm, expertId, ownerOrgPath, otherParty, text } = matter;
      const names = { citizenName: citizen.name, citizenPhone: citizen.phone ?? '', firmName: firm?.name ?? null };
      return { id, number, ...names, expertId, ownerOrgPath, otherParty, story: text };
    },
    meetingOf: async (id) => {
      const meeting = await consultations.find(id);
      if (meeting === null) return null;
      const present = activeParts(meeting).map(({ name }) => name);
      const { requestId, phoneNotedAt } = meeting;
      const phone = phoneNotedAt === null ? null : `${clockInShanghai.format(phoneNotedAt)} 起改为电话沟通`;
      return { requestId, place: '视频会面', present: present.join('、'), phone };
    },
    isCalledIn: async (id, account) => (await requests.find(id))?.calledIn.includes(account) ?? false,
    conclude: async (id, outcome, by) => {
      const matter = await requests.find(id);
      // A record that is closed again, after a kill, finds the matter concluded already.
      if (matter === null || !mayFollow('concluded', matter.state)) return;
      await requests.routing.move(id, 'concluded', caused(by), { outcome });
    },
    confirmDays: () => settings.now().recordClosesAfterDays,
    prefixes: () => ({ record: settings.now().recordPrefix, agreement: settings.now().agreementPrefix }),
  };
}
