import type { types } from 'mediasoup';

type Received = Pick<types.Consumer, 'kind' | 'type' | 'paused' | 'producerPaused' | 'score' | 'currentLayers'>;

/** The worker's score (0 to 10) of sound that is still whole: lost packets were repaired. */
const WHOLE_SOUND = 8;

/**
 * Whether it is the receiver's own line that is in trouble, and not that of whoever sends: its sound is worse than what reached
 * this server, or the worker has stopped a picture because the line carries none of its layers.
 */
export const isLineThin = (consumers: readonly Received[]): boolean =>
  consumers
    .filter(({ paused, producerPaused }) => !paused && !producerPaused)
    .some(({ kind, type, score, currentLayers }) =>
      kind === 'audio'
        ? score.score < Math.min(WHOLE_SOUND, score.producerScore)
        : type === 'simulcast' && score.producerScores.some((layer) => layer > 0) && currentLayers === undefined,
    );
