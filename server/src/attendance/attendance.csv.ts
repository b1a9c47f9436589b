import { stringify } from 'csv-stringify/sync';
import type { AttendanceReport, AttendanceRow } from '#shared/attendance.ts';
import type { FileOutput } from '#shared/kit/define.ts';
import type { Language } from '#shared/kit/language.ts';
import { attendanceTexts as en } from '#shared/text/en/attendance.ts';
import { attendanceTexts as zhCN } from '#shared/text/zh-CN/attendance.ts';

type Texts = Record<keyof typeof zhCN, string>;

const texts: Record<Language, Texts> = { 'zh-CN': zhCN, en };

/** Times as the county reads them; the Swedish form is the one that sorts and that spreadsheets know. */
const localTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** The report's rows as a spreadsheet opens them: UTF-8 with BOM, and no cell that it would run as a formula. */
export function attendanceCsv(report: AttendanceReport, language: Language): FileOutput {
  const words = texts[language];
  const header = [
    words.hallId,
    words.hall,
    words.township,
    words.firstIn,
    words.lastOut,
    words.minutes,
    words.breaks,
    words.result,
    words.late,
    words.leftEarly,
    words.heads,
    words.headCounts,
    words.correction,
  ];
  const body = stringify([header, ...report.rows.map((row) => cellsOf(row, words))], {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
  return { fileName: fileNameOf(report, words), contentType: 'text/csv; charset=utf-8', content: { body } };
}

function cellsOf(row: AttendanceRow, words: Texts): (string | number)[] {
  return [
    row.hallId,
    row.hallName,
    row.townshipName,
    timeCell(row.firstIn),
    timeCell(row.lastOut),
    row.minutes,
    row.breaks,
    words[row.result],
    row.late ? words.yes : words.no,
    row.leftEarly ? words.yes : words.no,
    row.heads ?? '',
    row.headCounts.map(({ heads, at }) => `${timeCell(at).slice(11, 16)} ${heads}`).join('; '),
    row.headCounts.findLast(({ reason }) => reason !== null)?.reason ?? '',
  ];
}

const timeCell = (iso: string | null): string => (iso === null ? '' : localTime.format(new Date(iso)));

function fileNameOf({ title, startedAt }: AttendanceReport, words: Texts): string {
  const day = timeCell(startedAt).slice(0, 10);
  const name = [words.fileName, title.replace(/[\p{Cc}\\/:*?"<>|]/gu, ' ').trim(), day].filter((part) => part !== '');
  return `${name.join('-')}.csv`;
}
