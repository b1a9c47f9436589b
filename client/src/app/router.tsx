import { createBrowserRouter } from 'react-router';
import { Crashed } from './crashed.tsx';
import { PlainFrame } from './plain-frame.tsx';

/**
 * Light pages (public, hall, studio) stand in the plain frame; the console's pages bring antd and the header with them. Every screen is
 * a piece of its own.
 */
export const router = createBrowserRouter([
  {
    element: <PlainFrame />,
    errorElement: <Crashed />,
    children: [
      { path: '/', lazy: async () => ({ Component: (await import('../screens/home.tsx')).HomeScreen }) },
      { path: '/sign-in', lazy: async () => ({ Component: (await import('../screens/sign-in.tsx')).SignInScreen }) },
      {
        path: '/link/:token',
        lazy: async () => ({ Component: (await import('../screens/open-link.tsx')).OpenLinkScreen }),
      },
      { path: '/hall', lazy: async () => ({ Component: (await import('../screens/hall-wall.tsx')).HallWallScreen }) },
      {
        path: '/lectures/:lectureId/studio',
        lazy: async () => ({ Component: (await import('../screens/lecture-studio.tsx')).LectureStudioScreen }),
      },
      {
        path: '/matter/:token',
        lazy: async () => ({ Component: (await import('../screens/matter.tsx')).MatterScreen }),
      },
      { path: '/help', lazy: async () => ({ Component: (await import('../screens/help.tsx')).HelpScreen }) },
      { path: '/experts', lazy: async () => ({ Component: (await import('../screens/experts.tsx')).ExpertsScreen }) },
      {
        path: '/experts/:accountId',
        lazy: async () => ({ Component: (await import('../screens/expert.tsx')).ExpertScreen }),
      },
      {
        path: '/verify/:token',
        lazy: async () => ({ Component: (await import('../screens/verify-paper.tsx')).VerifyPaperScreen }),
      },
      {
        path: '/matter/records/:recordId',
        lazy: async () => ({ Component: (await import('../screens/record-check.tsx')).RecordCheckScreen }),
      },
      {
        path: '/matter/agreements/:agreementId',
        lazy: async () => ({ Component: (await import('../screens/agreement-sign.tsx')).AgreementSignScreen }),
      },
      {
        path: '/consultations/:consultationId',
        lazy: async () => ({ Component: (await import('../screens/consultation.tsx')).ConsultationScreen }),
      },
      {
        lazy: async () => ({ Component: (await import('./shell.tsx')).Shell }),
        children: [
          { path: '/desk', lazy: async () => ({ Component: (await import('../screens/desk.tsx')).DeskScreen }) },
          {
            path: '/experts/manage',
            lazy: async () => ({ Component: (await import('../screens/experts-manage.tsx')).ManageExpertsScreen }),
          },
          {
            path: '/requests',
            lazy: async () => ({ Component: (await import('../screens/requests.tsx')).RequestsScreen }),
          },
          {
            path: '/requests/new',
            lazy: async () => ({ Component: (await import('../screens/request-new.tsx')).NewRequestScreen }),
          },
          {
            path: '/requests/blocked',
            lazy: async () => ({
              Component: (await import('../screens/requests-blocked.tsx')).BlockedRequestersScreen,
            }),
          },
          {
            path: '/requests/:requestId',
            lazy: async () => ({ Component: (await import('../screens/request.tsx')).RequestScreen }),
          },
          {
            path: '/figures',
            lazy: async () => ({ Component: (await import('../screens/figures.tsx')).FiguresScreen }),
          },
          {
            path: '/figures/rows',
            lazy: async () => ({ Component: (await import('../screens/figure-rows.tsx')).FigureRowsScreen }),
          },
          { path: '/visits', lazy: async () => ({ Component: (await import('../screens/visits.tsx')).VisitsScreen }) },
          { path: '/work', lazy: async () => ({ Component: (await import('../screens/work.tsx')).WorkScreen }) },
          {
            path: '/lectures',
            lazy: async () => ({ Component: (await import('../screens/lectures.tsx')).LecturesScreen }),
          },
          {
            path: '/lecture-figures',
            lazy: async () => ({ Component: (await import('../screens/lecture-figures.tsx')).LectureFiguresScreen }),
          },
          {
            path: '/lectures/new',
            lazy: async () => ({ Component: (await import('../screens/lecture-plan.tsx')).NewLectureScreen }),
          },
          {
            path: '/lectures/:lectureId/edit',
            lazy: async () => ({ Component: (await import('../screens/lecture-plan.tsx')).EditLectureScreen }),
          },
          {
            path: '/lectures/:lectureId',
            lazy: async () => ({ Component: (await import('../screens/lecture.tsx')).LectureScreen }),
          },
          {
            path: '/lectures/:lectureId/live',
            lazy: async () => ({ Component: (await import('../screens/lecture-live.tsx')).LectureLiveScreen }),
          },
          {
            path: '/notices',
            lazy: async () => ({ Component: (await import('../screens/notices.tsx')).NoticesScreen }),
          },
          {
            path: '/deliveries',
            lazy: async () => ({ Component: (await import('../screens/deliveries.tsx')).DeliveriesScreen }),
          },
          {
            path: '/records/:recordId',
            lazy: async () => ({ Component: (await import('../screens/record.tsx')).RecordScreen }),
          },
          {
            path: '/agreements/:agreementId',
            lazy: async () => ({ Component: (await import('../screens/agreement.tsx')).AgreementScreen }),
          },
          { path: '/orgs', lazy: async () => ({ Component: (await import('../screens/orgs.tsx')).OrgsScreen }) },
          {
            path: '/settings',
            lazy: async () => ({ Component: (await import('../screens/settings.tsx')).SettingsScreen }),
          },
          { path: '/people', lazy: async () => ({ Component: (await import('../screens/people.tsx')).PeopleScreen }) },
        ],
      },
      { path: '*', lazy: async () => ({ Component: (await import('../screens/not-found.tsx')).NotFoundScreen }) },
    ],
  },
]);
