import type { Locator } from 'playwright-core';

/** The rows of a console table as a person reads them: heading -> words in the cell, those of several badges without a space. */
export const tableRows = (table: Locator): Promise<Record<string, string>[]> =>
  table
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows
        .map((row) =>
          Object.fromEntries(
            [...row.querySelectorAll<HTMLElement>('td[data-label]')].map((cell) => [
              cell.dataset.label ?? '',
              cell.textContent.trim(),
            ]),
          ),
        )
        .filter((row) => Object.keys(row).length > 0),
    );
