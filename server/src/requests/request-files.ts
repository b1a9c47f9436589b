import { fileTypeFromBuffer } from 'file-type';
import type { FileOutput } from '#shared/kit/define.ts';
import { type PartId, partId, type RequestId } from '#shared/kit/ids.ts';
import { type RequestFile, requestFileLimits } from '#shared/request-facts.ts';
import { AppError } from '../kernel/app-error.ts';
import type { StoredFile } from '../kernel/file-store.ts';
import { owe } from '../kernel/outbox.ts';
import { fileView } from './request.views.ts';
import type { RequestsDeps } from './request-ports.ts';
import type { FileRow, RequestRecord } from './request-record.ts';

export type RequestFiles = {
  /** The file is in the store already; it is kept only if it is of a kind that is taken, clean, and there is room. */
  add(matter: RequestRecord, stored: StoredFile, file: NewFile): Promise<RequestFile>;
  /** Kept once, for a photo of this matter. */
  setPreview(matter: RequestRecord, id: PartId, preview: string): Promise<void>;
  /** The file, or one page of it as a picture. */
  download(matter: RequestRecord, id: PartId, page: number | undefined): Promise<FileOutput>;
};
export type NewFile = { readonly name: string; readonly by: string; readonly isByCitizen: boolean };

const taken =
  /^(image\/(jpeg|png|webp|gif|heic|heif)|application\/(pdf|msword|x-cfb|vnd\.openxmlformats-officedocument\.(wordprocessingml\.document|spreadsheetml\.sheet))|audio\/.+|video\/(mp4|quicktime|webm|3gpp))$/;
/** Shown in the page; everything else is saved, so that nothing foreign runs here. */
const shown = /^(image\/(jpeg|png|webp|gif)|application\/pdf)$/;

export function createRequestFiles({ repo, files, scan, pdf, newId, clock }: RequestsDeps): RequestFiles {
  return {
    add: async (matter, stored, { name, by, isByCitizen }) => {
      const contentType = (await fileTypeFromBuffer(stored.head))?.mime ?? '';
      if (!taken.test(contentType)) throw new AppError('invalid_input', 'file_type_refused');
      if ((await scan(files.pathOf(stored.hash))) === 'infected') {
        await files.remove(stored.hash);
        throw new AppError('invalid_input', 'file_infected');
      }
      const { hash, bytes } = stored;
      const file: FileRow = {
        id: partId.parse(newId()),
        hash,
        name,
        contentType,
        bytes,
        pages: contentType === 'application/pdf' ? await pdf.pages(files.pathOf(hash)) : null,
        preview: null,
        at: clock.date(),
        by,
        isByCitizen,
      };
      const owed = isByCitizen && matter.expertId !== null ? [addedNotice(matter, matter.expertId, clock.date())] : [];
      if (!(await repo.addFile(matter.id, file, owed))) {
        throw new AppError('conflict', 'too_many_files', { params: { maximum: requestFileLimits.maxFiles } });
      }
      return fileView(file);
    },
    setPreview: async (matter, id, preview) => {
      const photo = matter.files.find((each) => each.id === id && each.contentType.startsWith('image/'));
      if (photo === undefined) throw new AppError('not_found', 'file_unknown');
      if (photo.preview === null) await repo.setPreview(matter.id, id, preview);
    },
    download: async (matter, id, page) => {
      const file = matter.files.find((each) => each.id === id);
      if (file === undefined) throw new AppError('not_found', 'file_unknown');
      const { name: fileName, contentType, hash } = file;
      if (page !== undefined) {
        if (page > (file.pages ?? 0)) throw new AppError('not_found', 'file_page_unknown');
        const body = await pdf.page(files.pathOf(hash), page);
        return { fileName: `${fileName}-${page}.jpg`, contentType: 'image/jpeg', isInline: true, content: { body } };
      }
      return { fileName, contentType, isInline: shown.test(contentType), content: { path: files.pathOf(hash) } };
    },
  };
}

const addedNotice = (
  { id: requestId, number }: { id: RequestId; number: string },
  account: NonNullable<RequestRecord['expertId']>,
  at: Date,
) => owe({ kind: 'request.filesAdded', to: { account }, params: { number, requestId }, at });
