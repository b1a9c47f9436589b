import { Navigate } from 'react-router';
import { landingOf, useMe } from '../features/auth/use-me.ts';

/** "To my work", from pages that several roles open. */
export function WorkScreen() {
  const me = useMe().data;
  return me ? <Navigate to={landingOf(me)} replace /> : null;
}
