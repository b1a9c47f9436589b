import { Suspense } from 'react';
import { Outlet } from 'react-router';
import { Loading } from '../ui/plain/state.tsx';
import { Toasts } from '../ui/plain/toast.tsx';
import { PageNotes } from './page-notes.tsx';

/** What stands above every page: the notes about network and updates. Media pages fill the rest of the window. */
export function PlainFrame() {
  return (
    <>
      <PageNotes />
      <Suspense fallback={<Loading />}>
        <Outlet />
      </Suspense>
      <Toasts />
    </>
  );
}
