import type { AgreementType } from '#shared/agreements.ts';

export type TemplateFacts = { requestNumber: string; citizen: string; other: string | null; story: string };

/** What is to be filled in by hand; a text that still has it is not presented. */
const blank = '＿＿＿＿';

const titles: Record<AgreementType, string> = {
  mediation: '人民调解协议书',
  settlement: '和解协议书',
  petitionEnd: '息访承诺书',
};

export const titleOf = (type: AgreementType): string => titles[type];

/** The text that a draft begins with. None of them takes away the right to petition or to sue; a test holds them to it. */
export function templateText(type: AgreementType, facts: TemplateFacts): string {
  return texts[type](facts).trim();
}

const kept = '本协议不影响各方依法信访、申诉、申请仲裁和提起诉讼的权利。';

const texts: Record<AgreementType, (facts: TemplateFacts) => string> = {
  mediation: ({ requestNumber, citizen, other, story }) => `
一、纠纷的主要事实和争议事项
${citizen}与${other ?? blank}因咨询事项${requestNumber}发生纠纷：${story}

二、调解结果
经人民调解委员会主持调解，双方当事人在平等自愿的基础上，达成如下协议：
1. ${blank}
2. ${blank}

三、履行的方式和期限
${blank}

四、其他
1. 本协议自各方当事人签名（或者盖章、捺印）、人民调解员签名并加盖人民调解委员会印章之日起生效。
2. 本协议具有法律约束力，各方当事人应当按照约定履行。
3. 自本协议生效之日起三十日内，双方当事人可以共同向有管辖权的人民法院申请司法确认。
4. ${kept}`,
  settlement: ({ requestNumber, citizen, other, story }) => `
一、事情经过
${citizen}与${other ?? blank}因咨询事项${requestNumber}产生争议：${story}

二、和解内容
双方在平等自愿的基础上，协商一致，约定如下：
1. ${blank}
2. ${blank}

三、履行的方式和期限
${blank}

四、其他
1. 本协议自双方签名之日起生效。任何一方不履行的，另一方可以依法要求其承担责任。
2. ${kept}`,
  petitionEnd: ({ requestNumber, citizen, story }) => `
一、事项
${citizen}就咨询事项${requestNumber}反映的问题：${story}

二、处理结果
1. ${blank}

三、承诺
1. 对上述处理结果，本人知晓并接受，自愿结束本次反映的事项。
2. 承诺依法、如实反映情况。
3. 处理结果没有兑现，或者出现新的情况的，本人可以再次提出。

四、其他
本承诺书出于本人自愿，不影响本人依法信访、申诉、申请仲裁和提起诉讼的权利。`,
};
