import {
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useRef } from 'react';
import type { Identity } from '#shared/kit/caller.ts';
import { ClientError } from './client-error.ts';
import { newCommandKey } from './command-key.ts';
import { deviceHttp, matterHttp, staffHttp } from './http.ts';
import type { HttpClient, RouteInput, RouteName, RouteOutput } from './http-client.ts';
import { intentKeys } from './intent-keys.ts';

const https: Record<Identity, HttpClient> = {
  staff: staffHttp,
  device: deviceHttp,
  matter: matterHttp,
};

/** The client for pages that several kinds of people open, each by the cookie they have. */
export const httpOf = (identity: Identity): HttpClient => https[identity];

const isWorthRetry = (failures: number, error: Error): boolean =>
  failures < 2 && error instanceof ClientError && error.isOutcomeUnknown;

/** `networkMode: always`: on a closed network the browser believes it is offline while our server is there. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 5_000, retry: isWorthRetry, networkMode: 'always' },
    mutations: { retry: isWorthRetry, retryDelay: 800, networkMode: 'always' },
  },
});

type QueryOptions = { isEnabled?: boolean; refreshMs?: number; keepPrevious?: boolean };

/** Under which an answer is kept; staff and device pages of one browser may get different ones. */
export const routeKey = <K extends RouteName>(identity: Identity, name: K, input: RouteInput<K>) => [
  name,
  input,
  identity,
];

/** As `useRoute`, for pages that several kinds of people open, each by the cookie they have. */
export function useRouteOf<K extends RouteName>(
  identity: Identity,
  name: K,
  input: RouteInput<K>,
  options: QueryOptions,
): UseQueryResult<RouteOutput<K>> {
  return useQuery<RouteOutput<K>>({
    queryKey: routeKey(identity, name, input),
    queryFn: ({ signal }) => https[identity].call(name, input, { signal }),
    enabled: options.isEnabled ?? true,
    refetchInterval: options.refreshMs ?? false,
    ...(options.keepPrevious ? { placeholderData: (previous) => previous } : {}),
  });
}

/** What a route answers, kept and refreshed; for pages of people who signed in. */
export const useRoute = <K extends RouteName>(name: K, input: RouteInput<K>, options: QueryOptions = {}) =>
  useRouteOf('staff', name, input, options);

/** As `useRoute`, for the pages of a paired hall PC. */
export const useDeviceRoute = <K extends RouteName>(name: K, input: RouteInput<K>, options: QueryOptions = {}) =>
  useRouteOf('device', name, input, options);

/** As `useRoute`, for the pages behind a matter's personal link. */
export const useMatterRoute = <K extends RouteName>(name: K, input: RouteInput<K>, options: QueryOptions = {}) =>
  useRouteOf('matter', name, input, options);

type ActionOptions<K extends RouteName> = {
  /** Answers that are no longer true after this act. */
  refreshes?: readonly RouteName[];
  onDone?: (output: RouteOutput<K>, input: RouteInput<K>) => void;
};

/**
 * An act of the user. Its key is made per intent: trying again after an answer that never came uses the same key, so that the
 * server does it once.
 */
export function useAction<K extends RouteName>(
  name: K,
  options: ActionOptions<K> = {},
  http: HttpClient = staffHttp,
): UseMutationResult<RouteOutput<K>, Error, RouteInput<K>> {
  const client = useQueryClient();
  const keys = useRef(intentKeys(newCommandKey));
  return useMutation<RouteOutput<K>, Error, RouteInput<K>>({
    mutationFn: async (input) => {
      try {
        const output = await http.call(name, input, { key: keys.current.keyFor(input) });
        keys.current.settle();
        return output;
      } catch (error) {
        if (error instanceof ClientError && !error.isOutcomeUnknown) keys.current.settle();
        throw error;
      }
    },
    onSuccess: async (output, input) => {
      options.onDone?.(output, input);
      await Promise.all((options.refreshes ?? []).map((stale) => client.invalidateQueries({ queryKey: [stale] })));
    },
  });
}

type PagedName = { [K in RouteName]: RouteOutput<K> extends Page<infer _> ? K : never }[RouteName];
type Page<Row> = { rows: Row[]; nextCursor: string | null };

/** A list that comes in pages: all rows so far, and a way to get more. */
export function usePages<K extends PagedName>(name: K, input: RouteInput<K>, options: { refreshMs?: number } = {}) {
  const answer = useInfiniteQuery({
    queryKey: [name, input, 'pages'],
    queryFn: ({ signal, pageParam }) =>
      staffHttp.call(name, pageParam ? { ...input, cursor: pageParam } : input, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: options.refreshMs ?? false,
    placeholderData: (previous) => previous,
  });
  return answer;
}
