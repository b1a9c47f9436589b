import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#shared/records.ts';
import { dateTime } from '../../lib/time.ts';
import './records.css';

/** What a record says, to be read: the same words as on its paper. */
export function RecordText({ record }: { record: RecordDetail }) {
  const { t } = useTranslation('papers');
  const { content } = record;
  const outcome = content.outcome === null ? '' : t(`outcome.${content.outcome}`);
  const rows: [string, string][] = [
    [t('record.number'), record.number ?? ''],
    [t('record.citizen'), record.citizen.firm ?? record.citizen.name],
    [t('record.expert'), record.expertName],
    [t('record.present'), content.present],
    [t('record.facts'), content.facts],
    [t('record.questions'), content.questions],
    ...content.risks.map(({ risk, level, advice }, n): [string, string] => [
      t('risk.risk', { n: n + 1 }),
      `${risk}（${t(`level.${level}`)}）\n${advice}`,
    ]),
    [t('record.advice'), content.advice],
    ...record.answers.map(({ orgName, name, text }): [string, string] => [`${orgName} ${name}`, text]),
    [t('record.outcome'), [outcome, content.outcomeNote].filter(Boolean).join('\n')],
    [
      t('record.verdict'),
      record.verdict === null ? '' : [t(`verdict.${record.verdict}`), record.verdictWords].filter(Boolean).join('：'),
    ],
    ...record.addenda.map(({ text, by, at }): [string, string] => [
      t('record.addendum'),
      `${text}\n${by} ${dateTime(at)}`,
    ]),
    ...record.inspections.map(({ by, reason, at }): [string, string] => [
      t('record.inspected'),
      `${by}：${reason}（${dateTime(at)}）`,
    ]),
  ];
  return (
    <dl className="record-paper">
      {rows
        .filter(([, value]) => value.trim() !== '')
        .map(([label, value], n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows of one record do not change places
          <div key={n}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
