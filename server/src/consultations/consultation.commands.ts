import type { consultationCommands } from '#shared/consultation-live.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { CommandCall } from '../kernel/call.ts';
import type { Consultations } from './consultations.ts';

export function createConsultationCommands({
  entrance,
  conduct,
  waitingHelp,
  consents,
}: Pick<Consultations, 'entrance' | 'conduct' | 'waitingHelp' | 'consents'>): Handlers<
  typeof consultationCommands,
  CommandCall
> {
  return {
    'consultation:join': ({ consultationId, resume }, { caller, connectionId }) =>
      entrance.join(caller, connectionId, consultationId, resume),
    'consultation:leave': async ({ consultationId }, { caller, connectionId }) => {
      await entrance.leave(caller, connectionId, consultationId);
      return {};
    },
    'consultation:admit': ({ consultationId, partId }, call) => conduct.admit(call, consultationId, partId),
    'consultation:remove': ({ consultationId, partId }, call) => conduct.remove(call, consultationId, partId),
    'consultation:start': ({ consultationId }, call) => conduct.start(call, consultationId),
    'consultation:end': ({ consultationId }, call) => conduct.end(call, consultationId),
    'consultation:say': ({ consultationId, messageId, text }, call) =>
      conduct.say(call, consultationId, messageId, text),
    'consultation:ring': ({ consultationId }, { caller }) => waitingHelp.ring(caller, consultationId),
    'consultation:askForPhone': ({ consultationId }, { caller }) => waitingHelp.askForPhone(caller, consultationId),
    'consultation:notePhone': ({ consultationId }, { caller }) => waitingHelp.notePhone(caller, consultationId),
    'consultation:ask': ({ consultationId, what, reason }, { caller }) =>
      consents.ask(caller, consultationId, { what, reason }),
    'consultation:answer': ({ consultationId, askId, agrees }, call) =>
      consents.answer(call, consultationId, askId, agrees),
    'consultation:report': async ({ consultationId, quality }, { caller, connectionId }) => {
      await entrance.report(caller, connectionId, consultationId, quality);
      return {};
    },
  };
}
