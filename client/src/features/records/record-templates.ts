/** Skeletons of usual matters, in the language of the record, which is Chinese for everybody. */
export const recordTemplates = [
  {
    key: 'land',
    title: '土地承包纠纷',
    facts: '承包地块位置、面积：\n承包合同和经营权证：\n争议经过：\n现在的使用情况：',
    questions: '1. 承包经营权归谁？\n2. 对方的行为是否构成侵权？\n3. 如何解决？',
    advice:
      '1. 依据：《农村土地承包法》\n2. 建议先由村委会、乡镇调解；\n3. 调解不成的，可以向农村土地承包仲裁机构申请仲裁，或者直接向人民法院起诉。',
  },
  {
    key: 'labour',
    title: '劳动报酬纠纷',
    facts: '用人单位：\n工作时间、岗位：\n约定报酬和拖欠数额：\n证据（合同、考勤、转账、聊天记录）：',
    questions: '1. 是否存在劳动关系？\n2. 拖欠的报酬如何追讨？',
    advice: '1. 先向劳动保障监察机构投诉；\n2. 也可以在一年内向劳动人事争议仲裁委员会申请仲裁；\n3. 注意保存证据。',
  },
  {
    key: 'debt',
    title: '借贷合同纠纷',
    facts: '借款时间、金额、利息：\n借条和转账情况：\n约定的还款时间：\n催要经过：',
    questions: '1. 债权是否成立？\n2. 是否超过诉讼时效？\n3. 如何主张？',
    advice:
      '1. 诉讼时效一般为三年，催要应当留下证据；\n2. 可以先协商、调解，签订还款协议；\n3. 协商不成的，可以向人民法院起诉或者申请支付令。',
  },
  {
    key: 'neighbour',
    title: '邻里侵权纠纷',
    facts: '双方房屋、土地的位置关系：\n事情经过：\n损失情况：',
    questions: '1. 责任如何划分？\n2. 损失如何赔偿？',
    advice: '1. 相邻各方应当有利生产、方便生活、团结互助、公平合理；\n2. 建议由村（社区）人民调解委员会调解。',
  },
] as const;
