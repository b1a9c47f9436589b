import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestFile } from '#shared/request-facts.ts';
import { newCommandKey } from '../../lib/command-key.ts';
import { matterHttp, staffHttp, uploads } from '../../lib/http.ts';
import { photoPreview } from '../../lib/photo-preview.ts';
import { saveFile } from '../../lib/save-file.ts';
import { dateTime } from '../../lib/time.ts';
import { Button } from '../../ui/plain/button.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { AddFiles } from './add-files.tsx';
import { type FetchFile, FileView, isShown } from './file-view.tsx';
import type { SendFile } from './use-file-sending.ts';
import './files.css';

type ShelfProps = {
  /** Null for who may only add one. */
  files: readonly RequestFile[] | null;
  fetchFile: FetchFile;
  sendOne: SendFile | null;
  stale: string;
};

/** The matter's files: what there is, one of them opened large, further ones added. */
function FileShelf({ files, fetchFile, sendOne, stale }: ShelfProps) {
  const { t } = useTranslation('requests');
  const client = useQueryClient();
  const [openId, setOpenId] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const opened = files?.find(({ id }) => id === openId);
  const save = (file: RequestFile) => {
    setError(null);
    fetchFile(file).then(saveFile, setError);
  };
  if (opened)
    return (
      <FileView
        key={opened.id}
        file={opened}
        fetchFile={fetchFile}
        onSave={() => save(opened)}
        onClose={() => setOpenId(null)}
      />
    );
  return (
    <div className="stack file-shelf">
      {files?.length === 0 && <p className="soft">{t('matter.noFiles')}</p>}
      <ul className="file-list">
        {files?.map((file) => (
          <li key={file.id} className="file-row">
            {file.preview && <img className="file-row__preview" src={file.preview} alt="" />}
            <span className="file-row__name">
              <strong>{file.name}</strong>
              <span className="soft small">{t('files.from', { by: file.by, time: dateTime(file.at) })}</span>
            </span>
            {isShown(file) ? (
              <Button onClick={() => setOpenId(file.id)} aria-label={t('files.openOf', { name: file.name })}>
                {t('files.open')}
              </Button>
            ) : (
              <Button onClick={() => save(file)} aria-label={t('files.saveOf', { name: file.name })}>
                {t('files.save')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ErrorNotice error={error} />
      {sendOne && <AddFiles sendOne={sendOne} onEnd={() => client.invalidateQueries({ queryKey: [stale] })} />}
    </div>
  );
}

/** The photo is there already: without its small picture nothing is lost. */
async function withPreview(file: File, keep: (preview: string) => Promise<unknown>): Promise<void> {
  const preview = await photoPreview(file);
  if (preview !== null) await keep(preview).catch(() => undefined);
}

type OwnProps = { files: ShelfProps['files']; mayAdd: boolean };

/** As the citizen has them. */
export function CitizensFiles({ files, mayAdd }: OwnProps) {
  const sendOne: SendFile = async (file, name, onProgress) => {
    const { id: fileId } = await uploads.matter('addMatterFile', { name }, file, { key: newCommandKey(), onProgress });
    await withPreview(file, (preview) => matterHttp.call('setMatterFilePreview', { fileId, preview }));
  };
  const fetchFile: FetchFile = ({ id: fileId }, page) =>
    matterHttp.download('downloadMatterFile', { fileId, ...(page && { page }) });
  return <FileShelf files={files} fetchFile={fetchFile} sendOne={mayAdd ? sendOne : null} stale="myMatter" />;
}

/** As the experts and departments of the matter have them. */
export function StaffsFiles({ requestId, files, mayAdd }: OwnProps & { requestId: string }) {
  const sendOne: SendFile = async (file, name, onProgress) => {
    const options = { key: newCommandKey(), onProgress };
    const { id: fileId } = await uploads.staff('addRequestFile', { requestId, name }, file, options);
    await withPreview(file, (preview) => staffHttp.call('setRequestFilePreview', { requestId, fileId, preview }));
  };
  const fetchFile: FetchFile = ({ id: fileId }, page) =>
    staffHttp.download('downloadRequestFile', { requestId, fileId, ...(page && { page }) });
  return <FileShelf files={files} fetchFile={fetchFile} sendOne={mayAdd ? sendOne : null} stale="getRequest" />;
}
