import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openProfile } from '../support/browser.ts';
import { apiOf, openLink } from '../support/lecture-day.ts';
import { linkIn, type ServerProcess } from '../support/product-process.ts';
import { serverProcess } from '../support/server-process.ts';

let server: ServerProcess;
let desk: Browser;

beforeAll(async () => {
  server = await serverProcess({ NODE_ENV: 'development' });
  desk = await openBrowser('desk');
});

async function personOf(word: string) {
  const { page } = await openProfile(desk);
  await openLink(page, linkIn(server.console(), word));
  return page;
}

describe('filing for somebody', () => {
  it('[REQ22] a clerk types a matter in, is told at the field what is missing, and hands over number and link', async () => {
    const page = await personOf('clerk');
    await page.getByRole('link', { name: '登记一件' }).click();
    await page.getByLabel('事情经过').fill('邻居盖房占了我家的路，说了几次都不听。');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('请先读出告知，得到同意后勾选。').waitFor();
    await page.getByLabel('已向当事人读出告知').check();
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('请填写这一项。').waitFor();
    await page.getByLabel('当事人姓名').fill('李秀英');
    await page.getByLabel('电话').fill('138 0000 1234');
    await page.getByRole('combobox', { name: '所在乡镇街道、村或社区' }).fill('beicheng');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('李秀英的咨询已登记').waitFor();
    const number = (await page.getByText(/^2\d{3}-\d{4}$/).textContent()) ?? '';
    const link = (await page.getByText('/matter/').textContent()) ?? '';

    const { page: phone } = await openProfile(desk, { width: 320, height: 640 });
    await phone.goto(link);
    await phone.getByRole('button', { name: '打开', exact: true }).click();
    await phone.getByText(number).waitFor();

    await page.getByRole('link', { name: '返回列表' }).click();
    await page.getByRole('link', { name: number }).waitFor();
  });

  it('[REQ23] a hall files for somebody without a phone, and the matter opens there by its code', async () => {
    const organizer = await apiOf(server, await personOf('organizer'));
    const [lecture] = (await organizer.call('listLectures', { limit: 10 })).rows;
    await organizer.call('cancelLecture', { lectureId: lecture?.id ?? '', reason: '会场今天办理咨询' });
    const page = await personOf('hall');
    await page.getByRole('button', { name: '代办登记' }).click();
    await page.getByLabel('事情经过').fill('儿子在外打工，三个月没有发工资。');
    await page.getByLabel('当事人姓名').fill('张桂兰');
    await page.getByLabel('您的姓名').fill('王会计');
    await page.getByLabel('已向当事人读出告知').check();
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('张桂兰的咨询已登记').waitFor();
    const code = (await page.getByText(/^[0-9A-Z]{4} [0-9A-Z]{4}$/).textContent()) ?? '';
    await page.getByLabel('打印码').fill(code.toLowerCase());
    await page.getByRole('button', { name: '打开', exact: true }).click();
    await page.getByText('这是会场的电脑').waitFor();
    expect(await page.getByText('三个月没有发工资').count()).toBe(1);
    await page.getByRole('button', { name: '关闭这件事项' }).click();
    await page.getByRole('button', { name: '代办登记' }).waitFor();
    await page.goto(`${server.url}/matter/here`);
    await page.getByText('这个链接已失效').waitFor();
  });
});
