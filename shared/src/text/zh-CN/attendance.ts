/** Words of the attendance page and its CSV. */
export const attendanceTexts = {
  fileName: '考勤',
  hallId: '会场代码',
  hall: '会场',
  township: '乡镇街道',
  firstIn: '首次进入',
  lastOut: '最后离开',
  minutes: '在线分钟',
  breaks: '中断次数',
  result: '结果',
  late: '迟到',
  leftEarly: '早退',
  present: '到会',
  partial: '时长不足',
  absent: '缺席',
  yes: '是',
  no: '否',
};
