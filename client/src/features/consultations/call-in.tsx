import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '#shared/consultations.ts';
import { useAction, useRoute } from '../../lib/query.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';

type Kind = Invitation['kind'];
type Row = { id: string; name: string; where: string; sought: string; who: Invitation };
const kinds: readonly Kind[] = ['expert', 'department', 'party'];
const shownAtMost = 6;

/** Experts of the pool (会诊), departments (联席会议) and the matter's other parties, each with what they will see. */
export function CallIn({ consultationId }: { consultationId: string }) {
  const { t } = useTranslation('consultation');
  const [kind, setKind] = useState<Kind>('expert');
  return (
    <section className="stack">
      <h3>{t('invite.callIn')}</h3>
      <div className="row">
        {kinds.map((each) => (
          <Button key={each} aria-pressed={each === kind} onClick={() => setKind(each)}>
            {t(`invite.kinds.${each}`)}
          </Button>
        ))}
      </div>
      <p className="soft">{t(`invite.sees.${kind}`)}</p>
      <Found key={kind} consultationId={consultationId} kind={kind} />
    </section>
  );
}

function Found({ consultationId, kind }: { consultationId: string; kind: Kind }) {
  const { t } = useTranslation('consultation');
  const [search, setSearch] = useState('');
  const { rows, isKnown } = useRows(consultationId, kind);
  const invite = useAction('inviteToConsultation', { refreshes: ['getConsultation'] });
  const [invited, setInvited] = useState<readonly string[]>([]);
  const sought = search.trim().toLowerCase();
  // Parties are few: they stand there without a search.
  const isListed = kind === 'party';
  const found = rows.filter((row) => (isListed || sought !== '') && row.sought.includes(sought)).slice(0, shownAtMost);
  const isNothing = isKnown && found.length === 0 && (isListed || sought !== '');
  return (
    <div className="stack">
      {!isListed && (
        <Field label={t(`invite.find.${kind}`)}>
          <input className="input" value={search} maxLength={40} onChange={(event) => setSearch(event.target.value)} />
        </Field>
      )}
      {isNothing && <p className="soft">{isListed ? t('invite.noParty') : t('invite.none')}</p>}
      <ul className="stack">
        {found.map(({ id, name, where, who }) => (
          <li key={id} className="row row--apart">
            <span>
              <strong>{name}</strong> <span className="soft">{where}</span>
            </span>
            {invited.includes(id) ? (
              <span className="soft">{t('invite.invited')}</span>
            ) : (
              <Button
                isBusy={invite.isPending}
                aria-label={t('invite.inviteOf', { name })}
                onClick={() =>
                  invite.mutate({ consultationId, who }, { onSuccess: () => setInvited((before) => [...before, id]) })
                }
              >
                {t('invite.invite')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ErrorNotice error={invite.error} />
    </div>
  );
}

function useRows(consultationId: string, kind: Kind): { rows: Row[]; isKnown: boolean } {
  const experts = useRoute('publicExperts', {}, { isEnabled: kind === 'expert' });
  const others = useRoute('invitableToConsultation', { consultationId }, { isEnabled: kind !== 'expert' });
  const rows: Record<Kind, Row[]> = {
    expert: (experts.data?.experts ?? []).map(({ id, name, unit, pinyin }) => ({
      id,
      name,
      where: unit,
      sought: `${name} ${unit} ${pinyin}`.toLowerCase(),
      who: { kind: 'expert', accountId: id },
    })),
    department: (others.data?.departments ?? []).map(({ accountId, name, orgName, pinyin }) => ({
      id: accountId,
      name: orgName,
      where: name,
      sought: `${orgName} ${name} ${pinyin}`.toLowerCase(),
      who: { kind: 'department', accountId },
    })),
    party: (others.data?.parties ?? []).map(({ partyId, name }) => ({
      id: partyId,
      name,
      where: '',
      sought: name,
      who: { kind: 'party', partyId },
    })),
  };
  return { rows: rows[kind], isKnown: (kind === 'expert' ? experts : others).data !== undefined };
}
