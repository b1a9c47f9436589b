/** The page of the quarter's figures; the names of the figures themselves are in shared. */
export const figures = {
  title: '咨询统计',
  quarter: '季度',
  quarterOf: '{{year}} 年第 {{n}} 季度',
  asOf: '按登记季度统计，算到 {{time}}。点数字看是哪些事项。',
  tabs: '分组',
  measure: '指标',
  block: { work: '受理与见面', results: '结果', after: '评价与回访' },
  barsOf: '{{measure}}（按{{group}}）',
  linkOf: '{{name}}，{{measure}}：{{said}}，查看明细',
  empty: '这个季度还没有咨询事项',
  emptyHint: '有事项登记后，这里会按乡镇街道、领域、来源和专家统计。可以换个季度看看。',
  xlsx: '导出 Excel',
  csv: '导出 CSV',
  rows: {
    title: '统计明细',
    back: '返回统计',
    empty: '没有对应的事项',
    emptyHint: '数字可能刚刚变了，请返回统计再看。',
    end: '共 {{n}} 件',
  },
};
