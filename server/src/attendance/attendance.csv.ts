import type { AttendanceReport, AttendanceRow } from '#shared/attendance.ts';
import type { FileOutput } from '#shared/kit/define.ts';
import type { Language } from '#shared/kit/language.ts';
import { attendanceTexts as en } from '#shared/text/en/attendance.ts';
import { attendanceTexts as zhCN } from '#shared/text/zh-CN/attendance.ts';
import { csvFile, timeCell } from '../kernel/tables.ts';

type Texts = Record<keyof typeof zhCN, string>;

const texts: Record<Language, Texts> = { 'zh-CN': zhCN, en };

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
  const name = [words.fileName, report.title, timeCell(report.startedAt).slice(0, 10)]
    .filter((part) => part !== '')
    .join('-');
  return csvFile({ header, rows: report.rows.map((row) => cellsOf(row, words)) }, name);
}

function cellsOf(row: AttendanceRow, words: Texts): (string | number)[] {
  return [
    row.hallId,
    row.hallName,
    row.townshipName,
    timeCell(row.firstIn, 'second'),
    timeCell(row.lastOut, 'second'),
    row.minutes,
    row.breaks,
    words[row.result],
    row.late ? words.yes : words.no,
    row.leftEarly ? words.yes : words.no,
    row.heads ?? '',
    row.headCounts.map(({ heads, at }) => `${timeCell(at).slice(11)} ${heads}`).join('; '),
    row.headCounts.findLast(({ reason }) => reason !== null)?.reason ?? '',
  ];
}
