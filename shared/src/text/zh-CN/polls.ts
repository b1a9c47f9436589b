/** Words of the polls' CSV. */
export const pollTexts = {
  fileName: '投票结果',
  poll: '题目',
  kind: '类型',
  hallId: '会场代码',
  hall: '会场',
  option: '选项',
  count: '票数',
  right: '正确答案',
  sum: '合计',
  yes: '赞成',
  no: '反对',
  single: '单选',
  multiple: '多选',
  yesNo: '赞成或反对',
  quiz: '测验',
};
