/** Fields of law as people call them. */
export const legalFieldTexts = {
  family: '婚姻家庭',
  land: '土地承包',
  labour: '劳动',
  contract: '合同债务',
  tort: '邻里侵权',
  traffic: '交通',
  administrative: '行政',
  criminal: '刑事',
  enterprise: '企业',
  other: '其他',
};
