import { agreementWords as words } from '#shared/text/zh-CN/agreements.ts';
import { type Paper, type PaperBlock, paperDate, paperTime } from '../kernel/paper.ts';
import { judicialUntil, needsSeal } from './agreement.rules.ts';
import type { AgreementData, PartyData } from './agreement-data.ts';

type Row = Extract<PaperBlock, { kind: 'signatures' }>['rows'][number];

/** An agreement as an official paper: with room for pens and seal before it is signed, with hands and times afterwards. */
export function agreementPaper(agreement: AgreementData, verifyUrl: (token: string) => string): Paper {
  const { state, hash, verifyToken, parties, mediator } = agreement;
  const until = judicialUntil(agreement);
  const blocks: PaperBlock[] = [
    { kind: 'facts', rows: headRows(agreement) },
    ...agreement.text.split('\n\n').flatMap(paragraph),
    ...(until === null ? [] : [{ kind: 'text' as const, text: `${words.judicial}${paperDate(until)}` }]),
    { kind: 'text', text: words.rights },
    { kind: 'heading', text: words.signatures },
    { kind: 'signatures', rows: [...parties.map(partyRow), ...(mediator === null ? [] : [mediatorRow(agreement)])] },
  ];
  const isConcluded = state === 'concluded' && hash !== null && verifyToken !== null;
  return {
    title: agreement.title,
    number: agreement.number ?? '',
    blocks,
    verify: isConcluded ? { url: verifyUrl(verifyToken), hash, words: words.verify } : null,
    // What is printed to be signed with a pen becomes the paper itself.
    watermark: isConcluded || agreement.way === 'paper' ? null : words.draft,
  };
}

/** A line of its own before a paragraph, as the templates have it, is the paragraph's heading. */
function paragraph(text: string): PaperBlock[] {
  const [first = '', ...rest] = text.trim().split('\n');
  if (rest.length === 0 || !/^[一二三四五六七八九十]+、/.test(first)) return [{ kind: 'text', text }];
  return [
    { kind: 'heading', text: first },
    { kind: 'text', text: rest.join('\n') },
  ];
}

function headRows({ requestNumber, parties, mediator, expertName }: AgreementData): [string, string][] {
  const about = ({ name, idTail, address }: PartyData): string =>
    [name, idTail && `${words.idTail} ${idTail}`, address && `${words.address} ${address}`].filter(Boolean).join('　');
  return [
    [words.request, requestNumber],
    ...parties.map((party, n): [string, string] => [`${words.party}${n + 1}`, about(party)]),
    ...(mediator === null
      ? []
      : [[words.mediator, `${mediator.name}（${mediator.committee}）`] satisfies [string, string]]),
    [words.expert, expertName],
  ];
}

function partyRow({ name, identity, signature }: PartyData, n: number): Row {
  const label = `${words.party}${n + 1}　${name}`;
  if (signature === null) return { label: `${label}　${words.signHere}`, strokes: null, notes: [words.date] };
  const checked =
    identity === null ? [] : [`${words.identity[identity.how]}：${identity.by} ${paperTime(identity.at)}`];
  const notes =
    signature.way === 'paper'
      ? [words.signedOnPaper, ...checked]
      : [`${words.signedAt}：${paperTime(signature.at)}`, `${words.device}：${signature.device}`, ...checked];
  return { label, strokes: signature.strokes, notes };
}

function mediatorRow({ type, mediator, seal }: AgreementData): Row {
  const label = `${words.mediator}　${mediator?.name ?? ''}　${words.signHere}`;
  const sealNote = seal === null ? words.seal : `${words.sealed} ${paperTime(seal.at)}`;
  return { label, strokes: null, notes: needsSeal(type) ? [sealNote] : [] };
}
