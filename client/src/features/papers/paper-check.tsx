import { useTranslation } from 'react-i18next';
import { useRoute } from '../../lib/query.ts';
import { dateTime } from '../../lib/time.ts';
import { Notice } from '../../ui/plain/notice.tsx';
import { Answered } from '../../ui/plain/state.tsx';

const looks = { valid: 'fine', altered: 'danger', outdated: 'attention', withdrawn: 'danger' } as const;

/** Whether the paper whose code was scanned is what was closed here; its number, date and hash to compare, and nothing more. */
export function PaperCheck({ token }: { token: string }) {
  const { t } = useTranslation('papers');
  const answer = useRoute('verifyPaper', { token });
  return (
    <Answered of={answer}>
      {(check) =>
        check.result === 'unknown' ? (
          <Notice look="danger" title={t('verify.unknown')}>
            {t('verify.unknownHint')}
          </Notice>
        ) : (
          <div className="stack">
            <Notice look={looks[check.result]} title={t(`verify.${check.result}`)}>
              {t(`verify.${check.result}Hint`)}
            </Notice>
            <dl className="stack">
              <div>
                <dt className="field__label">{t('verify.kind')}</dt>
                <dd>{t(`paperKind.${check.kind}`)}</dd>
              </div>
              <div>
                <dt className="field__label">{t('record.number')}</dt>
                <dd>{check.number}</dd>
              </div>
              <div>
                <dt className="field__label">{t(check.kind === 'attendance' ? 'verify.issuedAt' : 'verify.date')}</dt>
                <dd>{dateTime(check.date)}</dd>
              </div>
              <div>
                <dt className="field__label">{t('verify.hash')}</dt>
                <dd>{check.hash}</dd>
              </div>
            </dl>
          </div>
        )
      }
    </Answered>
  );
}
