/** The certificate of attendance; every paper of the county is in Chinese. */
export const certificateTexts = {
  fileName: '参会证明',
  title: '法治大讲堂参会证明',
  took: '兹证明{place}会场于{day}参加了法治大讲堂“{title}”，全程在线达到规定时长。',
  watched: '兹证明{place}会场已通过观看回放，补学{day}举办的法治大讲堂“{title}”。',
  lecture: '讲堂',
  lecturer: '主讲人',
  date: '日期',
  minutes: '在线分钟',
  heads: '实到人数',
  watchers: '补学人数',
  notCounted: '未报',
  way: '方式',
  live: '现场参会',
  supplement: '补学（观看回放）',
  verify: '扫描二维码可以核验本证明的编号、日期和校验值，以及是否仍然有效。',
  replaced: '报告更正后换发',
};
