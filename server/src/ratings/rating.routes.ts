import { isMatter, isStaff } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { ratingRoutes } from '#shared/ratings.ts';
import { AppError } from '../kernel/app-error.ts';
import type { RouteCall } from '../kernel/call.ts';
import type { Ratings } from './ratings.ts';

const notAllowed = (): AppError => new AppError('forbidden', 'role_not_allowed');

export function createRatingRoutes(ratings: Ratings): Handlers<typeof ratingRoutes, RouteCall> {
  return {
    matterRating: async (_, { caller }) => {
      if (!isMatter(caller)) throw notAllowed();
      return ratings.ofMatter(caller);
    },
    rateMatter: async (rating, { caller }) => {
      if (!isMatter(caller)) throw notAllowed();
      return ratings.give(caller, rating);
    },
    listRatings: async (page, { caller }) => {
      if (!isStaff(caller)) throw notAllowed();
      return ratings.list(caller, page);
    },
  };
}
