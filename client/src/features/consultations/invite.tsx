import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GuestKind } from '#shared/consultations.ts';
import type { Identity } from '#shared/kit/caller.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { httpOf, useAction } from '../../lib/query.ts';
import { clockTime } from '../../lib/time.ts';
import { Button } from '../../ui/plain/button.tsx';
import { CopyButton } from '../../ui/plain/copy-button.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { CallIn } from './call-in.tsx';

type InviteProps = { consultationId: string; identity: Identity; mayInviteExperts: boolean; onClose: () => void };

/** Further people: an interpreter or family by a link of their own, and (by the lead expert) experts, departments and parties. */
export function Invite({ consultationId, identity, mayInviteExperts, onClose }: InviteProps) {
  const { t } = useTranslation(['consultation', 'common']);
  return (
    <Dialog
      title={t('invite.title')}
      onClose={onClose}
      actions={
        <Button look="primary" onClick={onClose}>
          {t('common:action.done')}
        </Button>
      }
    >
      <div className="stack stack--wide">
        <GuestLink consultationId={consultationId} identity={identity} />
        {mayInviteExperts && <CallIn consultationId={consultationId} />}
      </div>
    </Dialog>
  );
}

const guestKinds: readonly GuestKind[] = ['interpreter', 'family'];

function GuestLink({ consultationId, identity }: { consultationId: string; identity: Identity }) {
  const { t } = useTranslation('consultation');
  const language = useLanguage();
  const [name, setName] = useState('');
  const [guestKind, setGuestKind] = useState<GuestKind>('interpreter');
  const invite = useAction('inviteGuest', {}, httpOf(identity));
  const { data } = invite;
  if (data)
    return (
      <div className="stack">
        <p>{t('invite.link', { name })}</p>
        <input className="input" readOnly value={data.url} aria-label={t('invite.guest')} />
        <div className="row">
          <CopyButton text={data.url} look="primary" />
          <span className="soft">{t('invite.until', { time: clockTime(data.expiresAt, language) })}</span>
        </div>
        <div>
          <Button
            onClick={() => {
              setName('');
              invite.reset();
            }}
          >
            {t('invite.another')}
          </Button>
        </div>
      </div>
    );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) invite.mutate({ consultationId, name: name.trim(), guestKind });
      }}
    >
      <h3>{t('invite.guest')}</h3>
      <p className="soft">
        {t('invite.guestHint')} {t('invite.guestSees')}
      </p>
      <Field label={t('invite.name')}>
        <input className="input" value={name} maxLength={40} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label={t('invite.kind')}>
        <select
          className="input"
          value={guestKind}
          onChange={(event) => setGuestKind(guestKinds.find((kind) => kind === event.target.value) ?? 'interpreter')}
        >
          {guestKinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`part.${kind}`)}
            </option>
          ))}
        </select>
      </Field>
      <ErrorNotice error={invite.error} />
      <div>
        <Button type="submit" isBusy={invite.isPending} disabled={name.trim() === ''}>
          {t('invite.make')}
        </Button>
      </div>
    </form>
  );
}
