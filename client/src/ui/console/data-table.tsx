import { Table, type TableProps } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './data-table.css';

export type Column<Row> = {
  title: string;
  /** What stands in the cell; also what sorting by `sortBy` orders. */
  cell: (row: Row) => ReactNode;
  key: string;
  sortBy?: (row: Row) => string | number;
  /** Figures stand to the right. */
  isFigure?: boolean;
  /** Holds buttons, which nobody needs on paper. */
  isScreenOnly?: boolean;
};

type DataTableProps<Row> = {
  /** What the table is, read out before it. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** A row that wants to be noticed. */
  isMarked?: (row: Row) => boolean;
  empty: ReactNode;
};

function compare<Row>(by: (row: Row) => string | number) {
  return (one: Row, other: Row): number => {
    const [a, b] = [by(one), by(other)];
    return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'zh-CN');
  };
}

/** The heading goes with each cell, for narrow screens where the head row is not seen. */
function labelled(title: string) {
  const attributes = { className: 'data-table__cell', 'data-label': title };
  return attributes;
}

/** Rows and columns; on a narrow screen every row becomes a small card with its headings beside the values. */
export function DataTable<Row extends object>({
  caption,
  columns,
  rows,
  rowKey,
  isMarked,
  empty,
}: DataTableProps<Row>) {
  const { t } = useTranslation();
  const antdColumns: NonNullable<TableProps<Row>['columns']> = columns.map(
    ({ title, cell, key, sortBy, isFigure, isScreenOnly }) => ({
      title,
      key,
      render: (_: unknown, row: Row) => cell(row),
      ...(isFigure && { align: 'right' as const }),
      ...(isScreenOnly && { className: 'no-print' }),
      onCell: () => labelled(title),
      ...(sortBy && { sorter: compare(sortBy), showSorterTooltip: false }),
    }),
  );
  return (
    <section className="data-table" aria-label={caption}>
      <Table<Row>
        columns={antdColumns}
        dataSource={[...rows]}
        rowKey={rowKey}
        rowClassName={(row) => (isMarked?.(row) ? 'data-table__marked' : '')}
        pagination={false}
        locale={{ emptyText: empty, triggerAsc: t('sort.up'), triggerDesc: t('sort.down'), cancelSort: t('sort.off') }}
      />
    </section>
  );
}
