import type { ReactNode } from 'react';

/** What other parts of the product put beside the faces: the matter's files, and the record of the talk. */
export type Beside = {
  files?: ReactNode;
  record?: ReactNode;
  /** The record waits for this person's word. */
  isRecordNew?: boolean;
  /** Where the talk leads when it is over. */
  after?: ReactNode;
};
