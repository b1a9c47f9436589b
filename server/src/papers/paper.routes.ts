import type { Handlers } from '#shared/kit/define.ts';
import type { paperRoutes } from '#shared/papers.ts';
import type { RouteCall } from '../kernel/call.ts';
import type { Papers } from './papers.ts';

export function createPaperRoutes(papers: Pick<Papers, 'check'>): Handlers<typeof paperRoutes, RouteCall> {
  return { verifyPaper: ({ token }) => papers.check(token) };
}
