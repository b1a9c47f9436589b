import type { Handlers } from '#shared/kit/define.ts';
import type { ratingRoutes } from '#shared/ratings.ts';
import type { RouteCall } from '../kernel/call.ts';
import { matterOf, staffOf } from '../kernel/caller-of.ts';
import type { Ratings } from './ratings.ts';

export function createRatingRoutes(ratings: Ratings): Handlers<typeof ratingRoutes, RouteCall> {
  return {
    matterRating: async (_, { caller }) => ratings.ofMatter(matterOf(caller)),
    rateMatter: async (rating, { caller }) => ratings.give(matterOf(caller), rating),
    listRatings: async (page, { caller }) => ratings.list(staffOf(caller), page),
  };
}
