import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { certificateRules } from '#shared/certificates.ts';
import { staffHttp } from '../../lib/http.ts';
import { saveFile } from '../../lib/save-file.ts';

type Batch = { phase: 'idle' | 'issuing' | 'drawing' | 'done' | 'stopped'; done: number; total: number };
const idle: Batch = { phase: 'idle', done: 0, total: 0 };

/** Issues many certificates some at a time, then fetches them all as one file. What was issued before a stop stays issued. */
export function useCertificateBatch(lectureId: string) {
  const client = useQueryClient();
  const [batch, setBatch] = useState(idle);
  const [error, setError] = useState<unknown>(null);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  const run = async (hallIds: readonly string[]): Promise<void> => {
    abort.current = new AbortController();
    const { signal } = abort.current;
    const total = hallIds.length;
    let done = 0;
    setError(null);
    try {
      while (done < total && !signal.aborted) {
        setBatch({ phase: 'issuing', done, total });
        const some = hallIds.slice(done, done + certificateRules.mostAtOnce);
        await staffHttp.call('issueCertificates', { lectureId, hallIds: some });
        done += some.length;
      }
      if (!signal.aborted) {
        setBatch({ phase: 'drawing', done, total });
        saveFile(await staffHttp.download('certificatesPdf', { lectureId }, { signal }));
      }
      setBatch({ phase: signal.aborted ? 'stopped' : 'done', done, total });
    } catch (failure) {
      if (!signal.aborted) setError(failure);
      setBatch(signal.aborted ? { phase: 'stopped', done, total } : idle);
    } finally {
      await client.invalidateQueries({ queryKey: ['lectureCertificates'] });
    }
  };
  return { batch, error, run, stop: () => abort.current?.abort() };
}
