import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation } from 'react-router';
import type { AccountRole } from '#shared/kit/caller.ts';
import { AccountMenu } from '../features/auth/account-menu.tsx';
import { PasswordOffer } from '../features/auth/password-offer.tsx';
import { landingOf, useMe } from '../features/auth/use-me.ts';
import { MeetingPresence } from '../features/consultations/presence.tsx';
import { NoticeBell } from '../features/notices/notice-bell.tsx';
import { paths } from '../lib/paths.ts';
import { ConsoleTheme } from '../ui/console/theme.tsx';
import { Bar } from '../ui/plain/bar.tsx';
import { Answered } from '../ui/plain/state.tsx';
import { MainMenu } from './main-menu.tsx';

type MenuItem =
  | 'deliveries'
  | 'visits'
  | 'figures'
  | 'lectures'
  | 'lectureFigures'
  | 'orgs'
  | 'people'
  | 'desk'
  | 'experts'
  | 'requests'
  | 'settings';
const addresses: Record<MenuItem, string> = {
  lectures: paths.lectures,
  lectureFigures: paths.lectureFigures,
  deliveries: paths.deliveries,
  orgs: paths.orgs,
  people: paths.people,
  settings: paths.settings,
  desk: paths.desk,
  requests: paths.requests,
  visits: paths.visits,
  figures: paths.figures,
  experts: paths.manageExperts,
};
const menus: Record<AccountRole, readonly MenuItem[]> = {
  organizer: ['lectures', 'lectureFigures', 'requests', 'visits', 'figures', 'experts', 'orgs'],
  lecturer: ['lectures', 'lectureFigures'],
  supervisor: ['lectures', 'lectureFigures', 'requests', 'figures', 'experts', 'settings'],
  admin: ['people', 'orgs', 'lectures', 'deliveries', 'settings'],
  clerk: ['requests', 'visits'],
  expert: ['desk', 'figures'],
  department: ['requests'],
};

/** The console: header and menu around the pages of people who signed in. Whoever is not, signs in first and comes back. */
export function Shell() {
  const { t } = useTranslation();
  const me = useMe();
  const { pathname, search } = useLocation();
  return (
    <Answered of={me}>
      {(who) => {
        if (who.kind !== 'staff') {
          return <Navigate to={`${paths.signIn}?next=${encodeURIComponent(pathname + search)}`} replace />;
        }
        const items = menus[who.role];
        const menu = items.length > 1 && (
          <MainMenu items={items.map((item) => ({ address: addresses[item], words: t(`nav.${item}`) }))} />
        );
        return (
          <ConsoleTheme>
            <Bar
              home={landingOf(who)}
              menu={menu}
              person={
                <>
                  {who.role !== 'admin' && <NoticeBell />}
                  <AccountMenu me={who} />
                </>
              }
            />
            {(who.role === 'expert' || who.role === 'department') && <MeetingPresence identity="staff" />}
            {!who.hasPassword && <PasswordOffer />}
            <Outlet />
          </ConsoleTheme>
        );
      }}
    </Answered>
  );
}
