import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { legalFields } from '#shared/kit/legal-field.ts';
import type { RouteOutput } from '../../lib/http-client.ts';
import { paths } from '../../lib/paths.ts';
import { usePages } from '../../lib/query.ts';
import { dateTime } from '../../lib/time.ts';
import { type Column, DataTable } from '../../ui/console/data-table.tsx';
import { Badge } from '../../ui/plain/badge.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { MoreRows } from '../../ui/plain/more-rows.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { SearchBox } from '../../ui/plain/search-box.tsx';
import { Empty, Failed, Loading } from '../../ui/plain/state.tsx';
import { fieldOf } from './filing-input.ts';
import './requests.css';

type Row = RouteOutput<'listRequests'>['rows'][number];
type State = Row['state'];
/** In the order in which they are worked. */
const order: Record<State, number> = {
  ...{ toDispatch: 0, board: 1, open: 2, assigned: 3, scheduled: 4, met: 5 },
  ...{ concluded: 6, visited: 7, closed: 8, withdrawn: 9, refused: 10 },
};
const channelOrder: Record<Row['channel'], number> = {
  ...{ app: 0, hotline: 1, window: 2, hall: 3, enterprise: 4, assigned: 5, lecture: 6 },
};
const isChannel = (text: string): text is Row['channel'] => Object.hasOwn(channelOrder, text);
const channels = Object.keys(channelOrder).filter(isChannel);
const isState = (text: string): text is State => Object.hasOwn(order, text);
const states = Object.keys(order).filter(isState);

type ListProps = { query: URLSearchParams; change: (part: Record<string, string>) => void };

/** Overdue and urgent ones first, as the server orders them. */
export function RequestList({ query, change }: ListProps) {
  const { t } = useTranslation(['requests', 'common']);
  const state = query.get('state') ?? '';
  const search = query.get('search') ?? '';
  const overdue = query.get('overdue') ?? '';
  const channel = query.get('channel') ?? '';
  const field = fieldOf(query.get('field') ?? '');
  const wanted = { ...(isState(state) && { state }), ...(isChannel(channel) && { channel }), ...(field && { field }) };
  const input = { limit: 30, ...wanted, ...(search && { search }), ...(overdue && { overdue: 'yes' as const }) };
  const pages = usePages('listRequests', input, { refreshMs: 10_000 });
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data]);
  const columns = useColumns();
  const isFiltered = Boolean(state || channel || field || search || overdue);
  return (
    <>
      <search className="row" aria-label={t('common:action.search')}>
        <Choice
          label={t('desk.stage')}
          all={t('desk.allStates')}
          value={state}
          options={states.map((each) => [each, t(`state.${each}`)])}
          onChoose={(chosen) => change({ state: chosen })}
        />
        <Choice
          label={t('form.channel')}
          all={t('desk.allChannels')}
          value={channel}
          options={channels.map((each) => [each, t(`channel.${each}`)])}
          onChoose={(chosen) => change({ channel: chosen })}
        />
        <Choice
          label={t('form.field')}
          all={t('desk.allFields')}
          value={field ?? ''}
          options={legalFields.map((each) => [each, t(`common:legalField.${each}`)])}
          onChoose={(chosen) => change({ field: chosen })}
        />
        <SearchBox label={t('desk.search')} value={search} onSearch={(typed) => change({ search: typed })} />
        <label className="check">
          <input
            type="checkbox"
            checked={overdue === 'yes'}
            onChange={(event) => change({ overdue: event.target.checked ? 'yes' : '' })}
          />
          {t('desk.onlyOverdue')}
        </label>
        {isFiltered && (
          <Button look="quiet" onClick={() => change({ state: '', channel: '', field: '', search: '', overdue: '' })}>
            {t('desk.clear')}
          </Button>
        )}
      </search>
      {pages.data === undefined ? (
        pages.error ? (
          <Failed error={pages.error} onRetry={() => void pages.refetch()} />
        ) : (
          <Loading />
        )
      ) : rows.length === 0 ? (
        <div className="card">
          <Empty
            title={t(isFiltered ? 'desk.nothing' : 'desk.empty')}
            hint={t(isFiltered ? 'desk.nothingHint' : 'desk.emptyHint')}
          />
        </div>
      ) : (
        <>
          <ErrorNotice error={pages.error} />
          <DataTable
            caption={t('desk.title')}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.id}
            isMarked={(row) => row.isOverdue}
            empty={null}
          />
          <MoreRows of={pages} end={t('desk.end', { n: rows.length })} />
        </>
      )}
    </>
  );
}

type ChoiceProps = {
  label: string;
  /** What no choice is called. */
  all: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChoose: (value: string) => void;
};

function Choice({ label, all, value, options, onChoose }: ChoiceProps) {
  return (
    <select
      className="input request-filter"
      aria-label={label}
      value={value}
      onChange={(event) => onChoose(event.target.value)}
    >
      <option value="">{all}</option>
      {options.map(([key, words]) => (
        <option key={key} value={key}>
          {words}
        </option>
      ))}
    </select>
  );
}

function useColumns(): Column<Row>[] {
  const { t } = useTranslation(['requests', 'common', 'after']);
  return [
    {
      key: 'number',
      title: t('desk.number'),
      cell: (row) => (
        <span className="nowrap">
          {row.mayOpen ? <Link to={paths.request(row.id)}>{row.number}</Link> : row.number}
        </span>
      ),
    },
    {
      key: 'stage',
      title: t('desk.stage'),
      cell: (row) => (
        <>
          {t(`state.${row.state}`)} {row.isUrgent && <Badge look="danger">{t('desk.urgent')}</Badge>}{' '}
          {row.isOverdue && <Badge look="attention">{t('desk.overdue')}</Badge>}
          {row.channel === 'enterprise' && <Badge look="fine">{t('channel.enterprise')}</Badge>}
        </>
      ),
    },
    { key: 'who', title: t('desk.who'), cell: (row) => `${row.citizenName} ${row.phone}` },
    { key: 'where', title: t('desk.where'), cell: (row) => row.placeName || t('desk.none') },
    { key: 'about', title: t('desk.about'), cell: (row) => row.text ?? t('desk.onlyStage') },
    {
      key: 'expert',
      title: t('desk.expert'),
      cell: (row) => <span className="nowrap">{row.expertName ?? t('desk.none')}</span>,
    },
    {
      key: 'due',
      title: t('desk.due'),
      cell: (row) => (
        <>
          {t(`after:next.${row.state}`)}
          {row.dueAt && <div className="nowrap">{t('after:next.by', { time: dateTime(row.dueAt) })}</div>}
        </>
      ),
    },
  ];
}
