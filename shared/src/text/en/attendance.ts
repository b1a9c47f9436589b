/** The same words in English; the keys are those of zh-CN. */
export const attendanceTexts = {
  fileName: 'attendance',
  hallId: 'Hall code',
  hall: 'Hall',
  township: 'Township',
  firstIn: 'First in',
  lastOut: 'Last out',
  minutes: 'Minutes',
  breaks: 'Breaks',
  result: 'Result',
  late: 'Late',
  leftEarly: 'Left early',
  present: 'Present',
  partial: 'Too short',
  absent: 'Absent',
  yes: 'Yes',
  no: 'No',
};
