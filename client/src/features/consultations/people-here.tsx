import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PresentPart } from '#shared/consultation-live.ts';
import type { Identity } from '#shared/kit/caller.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { httpOf, useAction } from '../../lib/query.ts';
import { clockTime } from '../../lib/time.ts';
import { useAct } from '../../lib/use-act.ts';
import { useConsultationSession, useMeeting } from '../../live-react/consultation-provider.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { Confirm } from '../../ui/plain/confirm.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { partWord } from './part-word.ts';

const order = { in: 0, away: 1, door: 2, absent: 3, removed: 4 };

type PeopleProps = { consultationId: string; identity: Identity; more?: ReactNode };

/** Everybody who belongs to the meeting and where each is. The lead expert lets in and puts out. `more` stands beneath. */
export function PeopleHere({ consultationId, identity, more }: PeopleProps) {
  const { t } = useTranslation('consultation');
  const session = useConsultationSession();
  const { current, isLead, ownPartId } = useMeeting();
  const [removing, setRemoving] = useState<PresentPart | null>(null);
  const admit = useAct((partId: string) => session.admit(partId));
  const remove = useAct(
    (partId: string) => session.remove(partId),
    () => setRemoving(null),
  );
  const people = [...(current?.people ?? [])].sort((a, b) => order[a.place] - order[b.place]);
  return (
    <section className="people" aria-label={t('people.title')}>
      <p className="soft">{t('people.nobodyUnseen')}</p>
      <ErrorNotice error={admit.error} />
      <ul>
        {people.map((person) => (
          <li key={person.partId} className="person" data-place={person.place}>
            <Who person={person} isOwn={person.partId === ownPartId} />
            {isLead && mayBeUninvited(person) && (
              <Uninvite consultationId={consultationId} identity={identity} person={person} />
            )}
            {isLead && person.partId !== ownPartId && (
              <div className="row">
                {(person.place === 'door' || person.place === 'removed') && (
                  <Button look="primary" isBusy={admit.isBusy} onClick={() => admit.run(person.partId)}>
                    {t('people.admit')}
                  </Button>
                )}
                {(person.place === 'in' || person.place === 'away' || person.place === 'door') && (
                  <Button look="quiet-danger" onClick={() => setRemoving(person)}>
                    {person.place === 'door' ? t('people.refuse') : t('people.remove')}
                  </Button>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
      {more}
      {removing && (
        <Confirm
          title={t('people.removeTitle', { name: removing.name })}
          act={t('people.remove')}
          isDanger
          isBusy={remove.isBusy}
          error={remove.error}
          onConfirm={() => remove.run(removing.partId)}
          onCancel={() => setRemoving(null)}
        >
          <p>{t('people.removeWords')}</p>
        </Confirm>
      )}
    </section>
  );
}

/** Called in by somebody, and not here now. Their yes is no longer waited for, and a guest's link ends. */
const mayBeUninvited = ({ kind, isLead, place }: PresentPart): boolean =>
  !isLead && kind !== 'citizen' && (place === 'absent' || place === 'removed');

type UninviteProps = { consultationId: string; identity: Identity; person: PresentPart };

function Uninvite({ consultationId, identity, person: { partId, name } }: UninviteProps) {
  const { t } = useTranslation('consultation');
  const uninvite = useAction('uninvite', { refreshes: ['getConsultation'] }, httpOf(identity));
  return (
    <>
      <Button
        look="quiet-danger"
        isBusy={uninvite.isPending}
        aria-label={t('people.uninviteOf', { name })}
        onClick={() => uninvite.mutate({ consultationId, partId })}
      >
        {t('people.uninvite')}
      </Button>
      <ErrorNotice error={uninvite.error} />
    </>
  );
}

function Who({ person, isOwn }: { person: PresentPart; isOwn: boolean }) {
  const { t } = useTranslation('consultation');
  const language = useLanguage();
  const { name, orgName, place, since } = person;
  const where = place === 'removed' ? t('people.absent') : t(`people.${place}`);
  return (
    <div className="person__who">
      <strong>{isOwn ? `${name}（${t('people.you')}）` : name}</strong>
      <span className="soft">
        {t(`part.${partWord(person)}`)}
        {orgName && ` · ${orgName}`}
      </span>
      <span className="person__place">
        {where}
        {since && place !== 'absent' && ` · ${t('people.since', { time: clockTime(since, language) })}`}
      </span>
    </div>
  );
}
