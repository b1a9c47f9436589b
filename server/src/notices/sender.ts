/** `id` is the same over every try: the receiver drops doubles by it. */
export type Message = { id: string; to: string; subject: string; text: string };

/** One way out of the house. Resolves once the other side has taken the message. */
export type Sender = { send(message: Message): Promise<void> };

/** `problem` is a word for the administrator's page, without anything personal; a final one is not tried again. */
export class SendError extends Error {
  readonly problem: string;
  readonly isFinal: boolean;

  constructor(problem: string, isFinal: boolean, options?: ErrorOptions) {
    super(problem, options);
    this.name = 'SendError';
    this.problem = problem;
    this.isFinal = isFinal;
  }
}

/** No try takes longer. */
export const SEND_LIMIT_MS = 10_000;
