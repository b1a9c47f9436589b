import { createTransport } from 'nodemailer';
import type { Closable } from '../kernel/disposer.ts';
import { SEND_LIMIT_MS, SendError, type Sender } from './sender.ts';

export type Smtp = { url: string; from: string };

/** E-mail by SMTP. The message's id is the `Message-ID`, by which mail programs drop doubles. */
export function createMailSender({ url, from }: Smtp): Sender & Closable {
  const transport = createTransport({
    url,
    connectionTimeout: SEND_LIMIT_MS,
    greetingTimeout: SEND_LIMIT_MS,
    socketTimeout: SEND_LIMIT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain =
    from
      .split('@')
      .at(-1)
      ?.replace(/[^A-Za-z0-9.-]/g, '') || 'localhost';
  return {
    async send({ id, to, subject, text }) {
      try {
        await transport.sendMail({ from, to, subject, text, messageId: `<${id}@${domain}>` });
      } catch (error) {
        const code = responseCode(error);
        throw new SendError(code === null ? 'smtp_unreachable' : `smtp_${code}`, code !== null && code >= 500, {
          cause: error,
        });
      }
    },
    close: () => transport.close(),
  };
}

function responseCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('responseCode' in error)) return null;
  return typeof error.responseCode === 'number' ? error.responseCode : null;
}
